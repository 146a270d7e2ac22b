using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fairlead.Gateway;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.ProviderTypes;
using Fairlead.Gateway.ProviderTypes.OpenAICompatible;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Tests.Documentation;

/// <summary>Writes the reference page of the provider types.</summary>
internal static class ProvidersPage
{
    private const string Head = """
        # Provider types

        Written from the code by `dotnet dev.cs docs`.

        A provider is connected with `POST /v1/llm-providers` and `{"provider": "<type>", "config": {…}}`. Credentials are names of secrets, never values. A model whose dialect
        is not the client's is reached by translation. `{model}` stands for the model's name at the provider.

        """;

    private static readonly ProviderContext Context = new(ValueOf, new AddressPolicy(new NetworkOptions()))
    {
        Options = new GatewayOptions { UseAwsEnvironmentCredentials = true },
        Environment = static _ => "…",
    };

    private static readonly Lazy<string> PrivateKey = new(static () =>
    {
        using var key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    });

    /// <summary>The page.</summary>
    public static string Write()
    {
        var page = new StringBuilder(Head);
        foreach (var type in KnownProviderTypes.All)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## `{type.Name}`\n\n{type.Description}\n\n");
            Settings(page, type.Settings.Source);
            foreach (var example in type.Examples)
            {
                Example(page, type, example);
            }
        }

        Models(page);
        Presets(page);
        return page.ToString();
    }

    private static void Settings(StringBuilder page, JsonElement schema)
    {
        var required = schema.GetProperty("required").EnumerateArray().Select(static name => name.GetString()).ToHashSet();
        page.Append("| setting | type | required | meaning |\n|---|---|---|---|\n");
        foreach (var setting in schema.GetProperty("properties").EnumerateObject())
        {
            var rule = setting.Value.TryGetProperty("pattern", out var pattern) ? $", `{pattern.GetString()!.Replace("|", "\\|", StringComparison.Ordinal)}`" : string.Empty;
            var kind = setting.Value.TryGetProperty("type", out var named) ? named.GetString() : "name of a preset";
            var description = setting.Value.TryGetProperty("description", out var text) ? text.GetString() : string.Empty;
            page.Append(CultureInfo.InvariantCulture, $"| `{setting.Name}` | {kind}{rule} | {(required.Contains(setting.Name) ? "yes" : "")} | {description} |\n");
        }
    }

    private static void Example(StringBuilder page, IProviderType type, string example)
    {
        var problems = new List<Problem>();
        var definition = new ProviderDefinition(type.Name, type.Name, true, JsonElement.Parse(example), default, DateTimeOffset.UnixEpoch);
        var provider = type.Build(definition, Context, problems);
        Assert.Empty(problems);
        var model = provider.FirstChatModel!;
        page.Append(CultureInfo.InvariantCulture, $"\n```json\n{example}\n```\n\n{Credentials(provider)}\n\n| operation | dialect | address |\n|---|---|---|\n");
        foreach (var operation in Enum.GetValues<Operation>().Where(static operation => operation is Operation.Chat or Operation.Responses or Operation.Messages or Operation.CountTokens or Operation.Embeddings))
        {
            if (model.Endpoints.Of(operation) is { } own)
            {
                Endpoint(page, JsonNamingPolicy.CamelCase.ConvertName(operation.ToString()), own, model);
            }
            else if (model.Endpoints.ForeignTo(operation) is { } foreign)
            {
                Endpoint(page, $"{JsonNamingPolicy.CamelCase.ConvertName(operation.ToString())}, translated", foreign, model);
            }
        }
    }

    private static string Credentials(ProviderSnapshot provider)
    {
        var headers = string.Join(", ", provider.Headers.Select(static header => $"`{header.Key}`"));
        var defaults = string.Concat(provider.DefaultHeaders.Select(static header => $" `{header.Key}: {header.Value}`, unless the client sends another."));
        return (headers.Length > 0 ? $"Sent with {headers}." : "Each request is given its credentials when it is sent.") + defaults;
    }

    private static void Endpoint(StringBuilder page, string operation, UpstreamEndpoint endpoint, Deployment model)
    {
        var stream = endpoint.StreamAddress == endpoint.Address ? string.Empty : $"; streams: `{Address(endpoint.StreamAddress, model)}`";
        page.Append(CultureInfo.InvariantCulture, $"| {operation} | {endpoint.Dialect?.ToString() ?? "as it is"} | `{Address(endpoint.Address, model)}`{stream} |\n");
    }

    private static string Address(Uri address, Deployment model) => address.AbsoluteUri
        .Replace(Uri.EscapeDataString(model.UpstreamModel), "{model}", StringComparison.Ordinal).Replace(model.UpstreamModel, "{model}", StringComparison.Ordinal);

    private static void Models(StringBuilder page)
    {
        page.Append("\n## Shipped models\n\nThose marked are enabled unless `overrides.models` says otherwise; it enables the others, and adds ids that are not here.\n\n");
        page.Append("| type | model | reads (tokens) | enabled |\n|---|---|---|---|\n");
        foreach (var type in KnownProviderTypes.All.Where(static type => !type.Settings.Source.GetProperty("properties").TryGetProperty("models", out _)))
        {
            var definition = new ProviderDefinition(type.Name, type.Name, true, JsonElement.Parse(type.Examples[0]), default, DateTimeOffset.UnixEpoch);
            foreach (var model in type.Build(definition, Context, []).OrderedModels)
            {
                page.Append(CultureInfo.InvariantCulture, $"| `{type.Name}` | `{model.Model}` | {model.ContextWindow} | {(model.Enabled ? "yes" : "")} |\n");
            }
        }
    }

    private static void Presets(StringBuilder page)
    {
        page.Append("\n## Presets of `openai-compatible`\n\n`preset` gives the base URL and what no model of the vendor takes; `baseUrl` and `supportedFeatures` say otherwise.\n\n");
        page.Append("| preset | base URL | API key | not taken |\n|---|---|---|---|\n");
        foreach (var (name, preset) in Preset.All)
        {
            var lacking = preset.Lacking == ModelFeatures.None ? [] : preset.Lacking.ToString().Split(", ").Select(static feature => $"`{JsonNamingPolicy.CamelCase.ConvertName(feature)}`");
            page.Append(CultureInfo.InvariantCulture, $"| `{name}` | `{preset.BaseUrl}` | {(preset.IsApiKeyRequired ? "required" : "optional")} | {string.Join(", ", lacking)} |\n");
        }
    }

    private static string ValueOf(string name) => name.Contains("private", StringComparison.Ordinal) ? PrivateKey.Value : "value";
}
