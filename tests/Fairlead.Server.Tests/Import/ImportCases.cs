using System.Runtime.CompilerServices;
using Fairlead.Server.Import;
using Fairlead.Server.Import.Bifrost;
using Fairlead.Server.Import.LiteLLM;
using Fairlead.Server.Import.Portkey;

namespace Fairlead.Server.Tests.Import;

/// <summary>The sources in the folder Golden, and the pages whose examples' facts they carry.</summary>
internal static class ImportCases
{
    /// <summary>Each source, and the page.</summary>
    public static TheoryData<string, string> All { get; } = new()
    {
        { "litellm/model_groups.yaml", "https://docs.litellm.ai/docs/proxy/configs" },
        { "litellm/model_parameters.yaml", "https://docs.litellm.ai/docs/proxy/configs#model-specific-params-api-base-keys-temperature-max-tokens-organization-headers-etc" },
        { "litellm/load_balancing.yaml", "https://docs.litellm.ai/docs/proxy/load_balancing" },
        { "litellm/order.yaml", "https://docs.litellm.ai/docs/proxy/load_balancing#deployment-ordering-priority" },
        { "litellm/fallbacks.yaml", "https://docs.litellm.ai/docs/proxy/reliability" },
        { "litellm/timeouts.yaml", "https://docs.litellm.ai/docs/proxy/timeout" },
        { "litellm/tags.yaml", "https://docs.litellm.ai/docs/proxy/tag_routing" },
        { "litellm/weights.yaml", "https://docs.litellm.ai/docs/proxy/load_balancing" },
        { "litellm/environment.yaml", "https://docs.litellm.ai/docs/proxy/configs" },
        { "litellm/retry_policy.yaml", "https://docs.litellm.ai/docs/routing#advanced-custom-retries-cooldowns-based-on-error-type" },
        { "litellm/wildcards.yaml", "https://docs.litellm.ai/docs/wildcard_routing" },
        { "litellm/azure.yaml", "https://docs.litellm.ai/docs/providers/azure" },
        { "litellm/bedrock.yaml", "https://docs.litellm.ai/docs/providers/bedrock" },
        { "litellm/google.yaml", "https://docs.litellm.ai/docs/providers/vertex" },
        { "litellm/access_groups.yaml", "https://docs.litellm.ai/docs/proxy/model_access_groups" },
        { "litellm/credentials.yaml", "https://docs.litellm.ai/docs/proxy/configs#centralized-credential-management" },
        { "litellm/caching.yaml", "https://docs.litellm.ai/docs/proxy/caching" },
        { "litellm/pricing.yaml", "https://docs.litellm.ai/docs/proxy/custom_pricing" },
        { "litellm/settings.yaml", "https://docs.litellm.ai/docs/proxy/config_settings" },
        { "portkey/single.json", "https://portkey.ai/docs/product/ai-gateway/configs" },
        { "portkey/balance.json", "https://portkey.ai/docs/product/ai-gateway/load-balancing" },
        { "portkey/nested.json", "https://portkey.ai/docs/product/ai-gateway/fallbacks" },
        { "portkey/conditional.json", "https://portkey.ai/docs/product/ai-gateway/conditional-routing" },
        { "bifrost/keys.json", "https://docs.getbifrost.ai/deployment-guides/config-json/providers" },
        { "bifrost/governance.json", "https://docs.getbifrost.ai/deployment-guides/config-json/governance" },
    };

    private static bool IsUpdate => Environment.GetEnvironmentVariable("FAIRLEAD_UPDATE_GOLDEN") == "1";

    /// <summary>A source's text.</summary>
    public static string Read(string source) => File.ReadAllText(Path.Combine(Root(), source));

    /// <summary>What becomes of a source.</summary>
    public static ImportResult Convert(string source) => Convert(source, SourceDocument.Parse(source, Read(source)));

    /// <summary>What becomes of a document, by the product whose folder its name has.</summary>
    public static ImportResult Convert(string source, SourceDocument document) => source.Split('/')[0] switch
    {
        "litellm" => LiteLLMConfig.Convert(document),
        "portkey" => PortkeyConfig.Convert(document, "default"),
        _ => BifrostConfig.Convert(document),
    };

    /// <summary>Compares with a source's golden file of an extension, or writes it.</summary>
    public static void Check(string source, string extension, string actual)
    {
        var path = Path.Combine(Root(), Path.ChangeExtension(source, extension));
        if (IsUpdate)
        {
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"There is no {path}; dotnet dev.cs golden writes it.");
        Assert.Equal(File.ReadAllText(path), actual);
    }

    private static string Root([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Golden");
}
