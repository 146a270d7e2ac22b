using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fairlead.Gateway;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.ProviderTypes;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Tests.Import;

public sealed partial class ImportedProvidersTests
{
    private static readonly string Pem = MakeKey();

    public static TheoryData<string, string> Cases => ImportCases.All;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Providers_OfADocument_BuildAsTheirTypesDemand(string source, string page)
    {
        var document = ImportCases.Convert(source).Document;

        var problems = Build(document).SelectMany(static built => built.Problems.Select(problem => $"{built.Provider.Identifier}: {problem}"));

        Assert.True(!problems.Any(), $"{page}: {string.Join(", ", problems)}");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Providers_OfADocument_HaveTheModelsOfItsRoutesAndNoOthers(string source, string page)
    {
        var document = ImportCases.Convert(source).Document;

        foreach (var (provider, _) in Build(document))
        {
            var asked = Deployments(document).Where(deployment => deployment["provider"]!.GetValue<string>() == provider.Identifier).Select(static deployment => deployment["model"]!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
            if (!asked.Any(static model => model.Contains('*', StringComparison.Ordinal)))
            {
                Assert.True(asked.SetEquals(provider.OrderedModels.Where(static deployment => deployment.Enabled).Select(static deployment => deployment.UpstreamModel)), $"{page}: {provider.Identifier}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Embeddings_OfADocument_AreServed(string source, string page)
    {
        var models = Build(ImportCases.Convert(source).Document).SelectMany(static built => built.Provider.OrderedModels).Where(static deployment => deployment.Enabled && deployment.Model.Contains("embed", StringComparison.Ordinal));

        Assert.All(models, model => Assert.True(model.Serves(Operation.Embeddings), $"{page}: {model.Model}"));
    }

    private static IEnumerable<(ProviderSnapshot Provider, List<Problem> Problems)> Build(JsonObject document)
    {
        var secrets = (document["secrets"]?.AsObject() ?? []).ToDictionary(static secret => secret.Key, static secret => Expand(secret.Value!.GetValue<string>()), StringComparer.Ordinal);
        var options = new GatewayOptions { UseAwsEnvironmentCredentials = document["options"]?["gateway"]?["useAwsEnvironmentCredentials"]?.GetValue<bool>() == true };
        var context = new ProviderContext(name => secrets.GetValueOrDefault(name), new AddressPolicy(new NetworkOptions())) { Options = options, Environment = static _ => "value" };
        foreach (var (identifier, node) in document["providers"]?.AsObject() ?? [])
        {
            var type = KnownProviderTypes.Find(node!["type"]!.GetValue<string>())!;
            Assert.True(identifier == type.Name || KnownProviderTypes.Find(identifier) is null, $"{identifier} is another type's name");
            var config = Expanded(node["config"]!);
            var problems = type.Settings.Validate(config).ToList();
            Assert.True(problems.Count == 0, $"{identifier}: {string.Join(", ", problems)}");
            var overrides = node["overrides"] is { } given ? JsonSerializer.SerializeToElement(given) : default;
            yield return (type.Build(new ProviderDefinition(identifier, type.Name, true, config, overrides, default), context, problems), problems);
        }
    }

    private static IEnumerable<JsonObject> Deployments(JsonObject document) =>
        (document["routes"]?.AsObject() ?? []).SelectMany(static route => route.Value!["deployments"]!.AsArray()).Select(static deployment => deployment!.AsObject());

    // As the file is read: ${NAME}, and secret:NAME for a header's value.
    private static JsonElement Expanded(JsonNode config)
    {
        var text = Regex.Replace(Expand(config.ToJsonString()), "\"secret:([A-Za-z0-9_-]+)\"", "\"{{ .secrets.$1 }}\"");
        return JsonElement.Parse(text);
    }

    private static string Expand(string text) => text.Contains("PRIVATE KEY", StringComparison.Ordinal) ? Pem : Reference().Replace(text, static match => match.Groups["name"].Value switch
    {
        _ when match.Groups["otherwise"].Success => match.Groups["otherwise"].Value,
        "VERTEX_PRIVATE_KEY" => Pem,
        "VERTEXAI_PROJECT" or "VERTEX_PROJECT_ID" => "project",
        var name when name.EndsWith("_REGION", StringComparison.Ordinal) => "eu-west-1",
        var name when name.EndsWith("_BASE", StringComparison.Ordinal) || name.EndsWith("_ENDPOINT", StringComparison.Ordinal) => "https://resource.openai.azure.com",
        _ => "value",
    });

    private static string MakeKey()
    {
        using var rsa = RSA.Create(2048);
        return rsa.ExportPkcs8PrivateKeyPem();
    }

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z0-9_-]+?)(:-(?<otherwise>[^}]*))?\}")]
    private static partial Regex Reference();
}
