using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Providers;

public sealed class ConfigRuleTests(ConfigRuleTests.Fixture fixture) : IClassFixture<ConfigRuleTests.Fixture>
{
    private const string NotAllowed = "may not be called";

    public static TheoryData<string, string?, string, string> Rules { get; } = new()
    {
        { "baseUrl", null, "config.baseUrl", "is required" },
        { "baseUrl", "5", "config.baseUrl", "must be a string" },
        { "baseUrl", "\"\"", "config.baseUrl", "" },
        { "baseUrl", "\"/v1\"", "config.baseUrl", "absolute http or https" },
        { "baseUrl", "\"llm.example/v1\"", "config.baseUrl", "absolute http or https" },
        { "baseUrl", "\"ftp://llm.example/v1\"", "config.baseUrl", "absolute http or https" },
        { "baseUrl", "\"https://me:pw@llm.example/v1\"", "config.baseUrl", "user name" },
        { "baseUrl", "\"https://llm.example/v1?a=b\"", "config.baseUrl", "query" },
        { "baseUrl", "\"https://llm.example/v1?\"", "config.baseUrl", "query" },
        { "baseUrl", "\"https://llm.example/v1#a\"", "config.baseUrl", "fragment" },
        { "baseUrl", "\"https://llm.example/v1#\"", "config.baseUrl", "fragment" },
        { "baseUrl", $"\"https://llm.example/{new string('a', 2029)}\"", "config.baseUrl", "2048" },
        { "baseUrl", "\"https://llm.example/v1\\n\"", "config.baseUrl", "blanks or control characters" },
        { "baseUrl", "\" https://llm.example/v1\"", "config.baseUrl", "blanks or control characters" },
        { "baseUrl", "\"https://llm.example/a b\"", "config.baseUrl", "blanks or control characters" },
        { "baseUrl", "\"https://llm.example/\\u0000\"", "config.baseUrl", "blanks or control characters" },
        { "baseUrl", "\"http://169.254.169.254/latest\"", "config.baseUrl", NotAllowed },
        { "baseUrl", "\"http://2852039166/v1\"", "config.baseUrl", NotAllowed },
        { "baseUrl", "\"http://[::ffff:169.254.169.254]/v1\"", "config.baseUrl", NotAllowed },
        { "baseUrl", "\"http://[64:ff9b::a9fe:a9fe]/v1\"", "config.baseUrl", NotAllowed },
        { "baseUrl", "\"http://[fe80::1]/v1\"", "config.baseUrl", NotAllowed },
        { "baseUrl", "\"http://[fd00:ec2::254]/v1\"", "config.baseUrl", NotAllowed },
        { "baseUrl", "\"http://100.100.100.200/v1\"", "config.baseUrl", NotAllowed },
        { "baseUrl", "\"http://168.63.129.16/v1\"", "config.baseUrl", NotAllowed },
        { "baseUrl", "\"http://192.0.0.192/v1\"", "config.baseUrl", NotAllowed },
        { "baseUrl", "\"http://0.0.0.0/v1\"", "config.baseUrl", NotAllowed },
        { "baseUrl", "\"http://224.0.0.1/v1\"", "config.baseUrl", NotAllowed },
        { "baseURL", "\"https://llm.example/v1\"", "config.baseURL", "did you mean 'baseUrl'" },
        { "apiKeySecretName", "\"NOPE\"", "config.apiKeySecretName", "'NOPE', which does not exist" },
        { "apiKeySecretName", "\"\"", "config.apiKeySecretName", "" },
        { "apiKeySecretName", "7", "config.apiKeySecretName", "must be a string" },
        { "apiKeySecretName", "null", "config.apiKeySecretName", "must be a string" },
        { "customHeaders", "[]", "config.customHeaders", "must be an object" },
        { "customHeaders", """{"X-A":1}""", "config.customHeaders.X-A", "must be a string" },
        { "customHeaders", """{"X-A":"{{ .secrets.NOPE }}"}""", "config.customHeaders.X-A", "'NOPE', which does not exist" },
        { "customHeaders", """{"X-A":"{{ .env.HOME }}"}""", "config.customHeaders.X-A", "not a secret reference" },
        { "customHeaders", """{"X-A":"1","x-a":"2"}""", "config.customHeaders.x-a", "given twice" },
        { "models", null, "config.models", "is required" },
        { "models", "{}", "config.models", "must be an array" },
        { "models", "[]", "config.models", "at least 1" },
        { "models", "[7]", "config.models[0]", "must be an object" },
        { "models", "[{}]", "config.models[0].name", "is required" },
        { "models", """[{"name":"ab"}]""", "config.models[0].name", "at least 3" },
        { "models", """[{"name":"abc\n"}]""", "config.models[0].name", "pattern" },
        { "models", """[{"name":" abc"}]""", "config.models[0].name", "pattern" },
        { "models", """[{"name":"a\u0000c"}]""", "config.models[0].name", "pattern" },
        { "models", """[{"name":5}]""", "config.models[0].name", "must be a string" },
        { "models", """[{"name":"abc"},{"name":"abd"},{"name":"abc"}]""", "config.models[2].name", "unique" },
        { "models", """[{"name":"abc","contextWindow":0}]""", "config.models[0].contextWindow", "1" },
        { "models", """[{"name":"abc","contextWindow":1.5}]""", "config.models[0].contextWindow", "integer" },
        { "models", """[{"name":"abc","contextWindow":"4k"}]""", "config.models[0].contextWindow", "integer" },
        { "models", """[{"name":"abc","supportedFeatures":{"telepathy":true}}]""", "config.models[0].supportedFeatures.telepathy", "known" },
        { "models", """[{"name":"abc","supportedFeatures":{"temperature":"no"}}]""", "config.models[0].supportedFeatures.temperature", "boolean" },
        { "models", """[{"name":"abc","enabled":"yes"}]""", "config.models[0].enabled", "boolean" },
        { "models", """[{"name":"abc","operations":[]}]""", "config.models[0].operations", "at least 1" },
        { "models", """[{"name":"abc","operations":["fly"]}]""", "config.models[0].operations[0]", "chat" },
        { "models", """[{"name":"abc","pricing":{"input":1}}]""", "config.models[0].pricing.output", "is required" },
        { "models", """[{"name":"abc","pricing":{"input":-1,"output":1}}]""", "config.models[0].pricing.input", "0" },
        { "models", """[{"name":"abc","colour":"red"}]""", "config.models[0].colour", "known" },
        { "supportsStructuredOutputs", "\"yes\"", "config.supportsStructuredOutputs", "boolean" },
    };

    public static TheoryData<string, string, string> Overrides { get; } = new()
    {
        { """{"models":{"nope":{}}}""", "overrides.models.nope", "is not a model of this provider" },
        { """{"models":{"abc\n":{}}}""", "overrides.models[\"abc\\n\"]", "pattern" },
        { """{"models":[]}""", "overrides.models", "must be an object" },
        { """{"models":{"abc":{"enabled":"no"}}}""", "overrides.models.abc.enabled", "boolean" },
        { """{"modles":{}}""", "overrides.modles", "did you mean 'models'" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Connect_ConfigThatBreaksARule_IsRefusedAtItsPath(string member, string? value, string path, string says)
    {
        var refusal = await fixture.Server.Admin.ConnectAsync(ProviderCalls.Config(member, value)).RefusedAsync(400, "LLMProviderInvalidConfigError");

        refusal.AssertProblem(path, says);
    }

    [Theory]
    [MemberData(nameof(Overrides))]
    public async Task Connect_OverridesThatBreakARule_AreRefusedAtTheirPath(string overrides, string path, string says)
    {
        var refusal = await fixture.Server.Admin.ConnectAsync(ProviderCalls.Config(), $",\"overrides\":{overrides}").RefusedAsync(400, "LLMProviderInvalidConfigError");

        refusal.AssertProblem(path, says);
    }

    [Fact]
    public async Task Connect_SeveralProblems_AreAllToldAtOnce()
    {
        var refusal = await fixture.Server.Admin.ConnectAsync(
            """{"baseUrl":"ftp://x/v1","apiKeySecretName":"NOPE","customHeaders":{"Host":"x","X-B":"é"},"models":[{"name":"abc"},{"name":"abc"}]}""",
            ",\"overrides\":{\"models\":{\"nope\":{}}}").RefusedAsync(400, "LLMProviderInvalidConfigError");

        Assert.Equal(
            ["config.apiKeySecretName", "config.baseUrl", "config.customHeaders.Host", "config.customHeaders.X-B", "config.models[1].name", "overrides.models.nope"],
            refusal.Problems().Select(static problem => problem.Path).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(
        """{"baseUrl":"ftp://x","apiKeySecretName":"NOPE","customHeaders":{"Host":"x"},"models":[{"name":"ab"}]}""",
        """{}""",
        "config.apiKeySecretName config.baseUrl config.customHeaders.Host config.models[0].name")]
    [InlineData("""{"baseUrl":"ftp://x","models":[{"name":"abc"},{"name":"abc"}]}""", """{"modles":{}}""", "config.baseUrl config.models[1].name overrides.modles")]
    [InlineData("""{"baseUrl":5,"customHeaders":{"Host":"x","X-A":1},"strict":"no"}""", """{}""", "config.baseUrl config.customHeaders.Host config.customHeaders.X-A config.models config.strict")]
    [InlineData("""{"preset":"nobody","models":[7,{"name":"abd","colour":1},{"name":"abd"}]}""", """{"models":{"abd":{},"abe":{}}}""", "config.models[0] config.models[1].colour config.models[2].name config.preset")]
    public async Task Connect_ConfigThatBreaksRulesOfTheSchemaAndBeyond_IsToldAllOfThemAtOnce(string config, string overrides, string paths)
    {
        var refusal = await fixture.Server.Admin.ConnectAsync(config, $",\"overrides\":{overrides}").RefusedAsync(400, "LLMProviderInvalidConfigError");

        Assert.Equal(paths, string.Join(' ', refusal.Problems().Select(static problem => problem.Path).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("Host")]
    [InlineData("content-type")]
    [InlineData("Content-Length")]
    [InlineData("Transfer-Encoding")]
    [InlineData("Connection")]
    [InlineData("Keep-Alive")]
    [InlineData("TE")]
    [InlineData("Trailer")]
    [InlineData("Upgrade")]
    [InlineData("Proxy-Authorization")]
    [InlineData("Proxy-Connection")]
    [InlineData("Cookie")]
    [InlineData("Accept-Encoding")]
    [InlineData("Expect")]
    [InlineData("")]
    [InlineData("X A")]
    [InlineData("X-A:")]
    [InlineData("X-Ä")]
    [InlineData("X-A\\r\\nX-B")]
    public async Task Connect_HeaderNameThatCannotBeSet_IsRefusedByName(string name)
    {
        var refusal = await fixture.Server.Admin.ConnectAsync(ProviderCalls.Config("customHeaders", $$"""{"{{name}}":"hush-4711"}""")).RefusedAsync(400, "LLMProviderInvalidConfigError");

        var problem = Assert.Single(refusal.Problems());
        Assert.StartsWith("config.customHeaders", problem.Path, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-4711", refusal.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hush-4711\\r\\nX-Evil: 1")]
    [InlineData("hush-4711\\n")]
    [InlineData("hush-4711\\u0000")]
    [InlineData("hush-4711\\u007f")]
    [InlineData("hush-4711é")]
    public async Task Connect_HeaderValueThatWouldSplitTheRequest_IsRefusedWithoutBeingQuoted(string value)
    {
        var refusal = await fixture.Server.Admin.ConnectAsync(ProviderCalls.Config("customHeaders", $$"""{"X-Tenant":"{{value}}"}""")).RefusedAsync(400, "LLMProviderInvalidConfigError");

        refusal.AssertProblem("config.customHeaders.X-Tenant", "header 'X-Tenant'");
        Assert.DoesNotContain("hush-4711", refusal.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_MoreThan64Headers_IsRefused()
    {
        var headers = string.Join(',', Enumerable.Range(0, 65).Select(static index => $"\"X-{index}\":\"a\""));

        var refusal = await fixture.Server.Admin.ConnectAsync(ProviderCalls.Config("customHeaders", $"{{{headers}}}")).RefusedAsync(400, "LLMProviderInvalidConfigError");

        refusal.AssertProblem("config.customHeaders", "64");
    }

    [Fact]
    public async Task Connect_SecretThatWouldSplitTheRequest_IsRefusedWithoutBeingQuoted()
    {
        await fixture.Server.StoreSecretAsync("SPLIT", "hush-4711\r\nX-Evil: 1");

        var refusal = await fixture.Server.Admin.ConnectAsync(ProviderCalls.Config("apiKeySecretName", "\"SPLIT\"")).RefusedAsync(400, "LLMProviderInvalidConfigError");

        refusal.AssertProblem("config.apiKeySecretName", "header 'Authorization'");
        Assert.DoesNotContain("hush-4711", refusal.GetRawText(), StringComparison.Ordinal);
    }

    public sealed class Fixture : IAsyncLifetime
    {
        internal TestServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await TestServer.StartAsync();

        // Nothing that was refused was saved.
        public async ValueTask DisposeAsync()
        {
            Assert.Empty(await Server.Admin.ProvidersAsync());
            await Server.DisposeAsync();
        }
    }
}
