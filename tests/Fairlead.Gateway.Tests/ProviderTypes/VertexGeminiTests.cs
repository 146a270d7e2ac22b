using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.ProviderTypes;
using Fairlead.Protocols;

namespace Fairlead.Gateway.Tests.ProviderTypes;

public sealed class VertexGeminiTests() : ProviderTypeContract("vertex-gemini")
{
    private const string Models = """ "models": [{"name": "gemini-2.5-flash"}] """;
    private const string Account = """ "clientEmailSecretName": "EMAIL", "privateKeySecretName": "private", "project": "p-1", "location": "europe-west1" """;

    [Fact]
    public void Build_ExpressKey_GoesToTheGlobalEndpoint()
    {
        var built = Built.Of("vertex-gemini", $$"""{"apiKeySecretName": "KEY", {{Models}}}""");
        var endpoint = built.First.Endpoints.ForeignTo(Operation.Chat)!;

        Assert.Equal("https://aiplatform.googleapis.com/v1/publishers/google/models/gemini-2.5-flash:generateContent", endpoint.Address.AbsoluteUri);
        Assert.Equal("https://aiplatform.googleapis.com/v1/publishers/google/models/gemini-2.5-flash:streamGenerateContent?alt=sse", endpoint.StreamAddress.AbsoluteUri);
        Assert.Equal(Dialect.Gemini, endpoint.Dialect);
        Assert.Equal([new("x-goog-api-key", "value-of-KEY")], built.Provider!.Headers);
        Assert.Null(built.Provider.Authorizer);
    }

    [Theory]
    [InlineData("europe-west1", "europe-west1-aiplatform.googleapis.com")]
    [InlineData("global", "aiplatform.googleapis.com")]
    [InlineData("eu", "aiplatform.eu.rep.googleapis.com")]
    public void Build_ServiceAccount_GoesToTheLocationsEndpoint(string location, string host)
    {
        var built = Built.Of("vertex-gemini", $$"""{"clientEmailSecretName": "EMAIL", "privateKeySecretName": "private", "project": "p-1", "location": "{{location}}", {{Models}}}""");

        Assert.Equal($"https://{host}/v1/projects/p-1/locations/{location}/publishers/google/models/gemini-2.5-flash:generateContent", built.First.Endpoints.ForeignTo(Operation.Chat)!.Address.AbsoluteUri);
        Assert.NotNull(built.Provider!.Authorizer);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9", "http://127.0.0.1:9/publishers/google/models/")]
    [InlineData("http://127.0.0.1:9/v1/projects/p/locations/l", "http://127.0.0.1:9/v1/projects/p/locations/l/publishers/google/models/")]
    [InlineData("http://127.0.0.1:9/v1/publishers/google", "http://127.0.0.1:9/v1/publishers/google/models/")]
    [InlineData("https://generativelanguage.googleapis.com/v1beta/", "https://generativelanguage.googleapis.com/v1beta/models/")]
    public void Build_BaseUrl_IsAllBeforePublishersOrModels(string baseUrl, string prefix) => Assert.StartsWith(
        prefix,
        Built.Of("vertex-gemini", $$"""{"apiKeySecretName": "KEY", "baseUrl": "{{baseUrl}}", {{Models}}}""").First.Endpoints.ForeignTo(Operation.Chat)!.Address.AbsoluteUri,
        StringComparison.Ordinal);

    [Theory]
    [InlineData($$"""{"apiKeySecretName": "KEY", {{Account}}, {{Models}}}""", "config.clientEmailSecretName", "together with apiKeySecretName")]
    [InlineData($$"""{"apiKeySecretName": "KEY", "location": "global", {{Models}}}""", "config.location", "together with apiKeySecretName")]
    [InlineData($$"""{"clientEmailSecretName": "EMAIL", "project": "p", "location": "l", {{Models}}}""", "config.privateKeySecretName", "is required for a service account")]
    [InlineData($$"""{"project": "p-1", {{Models}}}""", "config.clientEmailSecretName", "is required for a service account")]
    [InlineData($$"""{{{Models}}}""", "config.apiKeySecretName", "is required, or else clientEmailSecretName")]
    [InlineData($$"""{"apiKeySecretName": "KEY"}""", "config.models", "is required")]
    [InlineData($$"""{"clientEmailSecretName": "EMAIL", "privateKeySecretName": "NO_KEY", "project": "p", "location": "l", {{Models}}}""", "config.privateKeySecretName", "not an RSA private key")]
    [InlineData($$"""{ {{Account}}, "tokenUrl": "http://169.254.169.254/token", {{Models}}}""", "config.tokenUrl", "network policy")]
    [InlineData($$"""{"clientEmailSecretName": "E", "privateKeySecretName": "private", "project": "p", "location": "evil.com/", {{Models}}}""", "config.location", "")]
    public void Build_MixedOrIncompleteConfig_IsRefused(string config, string path, string says) => Built.AssertRefused("vertex-gemini", config, path, says);

    [Fact]
    public void Build_PrivateKeyWithLiteralLineEnds_IsMendedAndMasked()
    {
        var literal = TestKeys.PrivateKey.Replace("\n", "\\n", StringComparison.Ordinal);
        var context = new ProviderContext(name => name == "private" ? literal : Built.ValueOf(name), new AddressPolicy(new NetworkOptions()));

        var built = Built.Of("vertex-gemini", $$"""{ {{Account}}, {{Models}}}""", context: context);

        Assert.Empty(built.Problems);
        Assert.Contains(literal, built.Provider!.SecretValues);
        Assert.Contains(TestKeys.PrivateKey, built.Provider.SecretValues);
    }

    [Fact]
    public void Build_PublicKey_IsRefused()
    {
        var context = Built.Context with { Secrets = static _ => TestKeys.Key.ExportSubjectPublicKeyInfoPem() };

        Assert.Contains(Built.Of("vertex-gemini", $$"""{ {{Account}}, {{Models}}}""", context: context).Problems, static problem => problem.Path == "config.privateKeySecretName");
    }
}
