using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Providers;

public sealed class BodyRuleTests
{
    [Fact]
    public async Task Connect_BodiesThatDoNotMatch_AreRefusedByField()
    {
        await using var server = await TestServer.StartAsync();
        (string Body, string Path, string Says)[] cases =
        [
            ("[]", "", "must be an object"),
            ("{}", "provider", "is required"),
            ("{}", "config", "is required"),
            ("""{"provider":"port","config":{}}""", "provider", "openai-compatible"),
            ("""{"provider":"bard","config":{}}""", "provider", "openai-compatible"),
            ("""{"provider":"openai-compatible","config":[]}""", "config", "must be an object"),
            ("""{"provider":"openai-compatible","config":{},"enabled":"yes"}""", "enabled", "must be a boolean"),
            ("""{"provider":"openai-compatible","config":{},"overrides":null}""", "overrides", "must be an object"),
            ("""{"provider":"openai-compatible","config":{},"colour":1}""", "colour", "is not a known field"),
            ("""{"provider":"openai-compatible","config":{},"config":{}}""", "config", "twice"),
        ];

        foreach (var (body, path, says) in cases)
        {
            (await server.Admin.PostTextAsync(ProviderCalls.Route, body).RefusedAsync(422, "invalid_request")).AssertProblem(path, says);
        }
    }

    [Theory]
    [InlineData("""{"zz":1,"identifier":"defaults","provider":"openai-compatible","config":{}}""", "zz identifier")]
    [InlineData("""{"identifier":"openai","provider":"anthropic","config":7}""", "config identifier")]
    [InlineData("""{"identifier":"openai","provider":"bard","config":{}}""", "provider")]
    public async Task Connect_BodyThatBreaksRulesOfTheSchemaAndBeyond_IsToldAllOfThemAtOnce(string body, string paths)
    {
        await using var server = await TestServer.StartAsync();

        var refusal = await server.Admin.PostTextAsync(ProviderCalls.Route, body).RefusedAsync(422, "invalid_request");

        Assert.Equal(paths, string.Join(' ', refusal.Problems().Select(static problem => problem.Path)));
    }

    [Fact]
    public async Task Connect_BodyAndQueryThatAreWrong_AreToldTogether()
    {
        await using var server = await TestServer.StartAsync();

        var refusal = await server.Admin.PostTextAsync(ProviderCalls.Route + "?validate_connection=perhaps", """{"provider":"openai-compatible"}""").RefusedAsync(422, "invalid_request");

        Assert.Equal(["validate_connection", "config"], refusal.Problems().Select(static problem => problem.Path));
    }

    [Fact]
    public async Task Connect_BytesThatAreNotUtf8_AreNoJson()
    {
        await using var server = await TestServer.StartAsync();
        using var content = new ByteArrayContent([.. "{\n\"provider\":\"openai"u8, 0xff, .. "\",\"config\":{}}"u8]);
        content.Headers.ContentType = new("application/json");

        var refusal = await server.Admin.PostAsync(new Uri(ProviderCalls.Route, UriKind.Relative), content, TestContext.Current.CancellationToken).RefusedAsync(400, "bad_request");

        Assert.Contains("line 2, column 19", refusal.Message(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"provider\":")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task Connect_MalformedJson_IsABadRequest(string body)
    {
        await using var server = await TestServer.StartAsync();

        await server.Admin.PostTextAsync(ProviderCalls.Route, body).RefusedAsync(400, "bad_request");
    }

    [Fact]
    public async Task Connect_IdentifiersThatBreakTheRules_AreRefused()
    {
        await using var server = await TestServer.StartAsync();
        string[] refused = ["", "defaults", "openai", "port", "Team", "-team", ".team", "a b", "team\\n", "tëam", new('a', 64), "a/b"];

        foreach (var identifier in refused)
        {
            var refusal = await server.Admin.ConnectAsync(ProviderCalls.Config(), $",\"identifier\":\"{identifier}\"").RefusedAsync(422, "invalid_request");
            Assert.Equal("identifier", Assert.Single(refusal.Problems()).Path);
        }

        Assert.Empty(await server.Admin.ProvidersAsync());
    }

    [Theory]
    [InlineData("openai-compatible")]
    [InlineData("0")]
    [InlineData("team-a_b.c")]
    public async Task Connect_IdentifierWithinTheRules_IsTheProvidersKey(string identifier)
    {
        await using var server = await TestServer.StartAsync();

        await server.Admin.PostJsonAsync(ProviderCalls.Route, new { provider = "openai-compatible", identifier, config = new { baseUrl = "http://llm.example/v1", models = new[] { new { name = "abc" } } } });

        Assert.Equal(identifier, (await server.ProviderAsync(identifier)).GetProperty("identifier").GetString());
    }

    [Fact]
    public async Task Connect_IdentifierOfAnotherType_IsRefused()
    {
        await using var server = await TestServer.StartAsync();
        await server.StoreSecretAsync("KEY", "k");
        using var first = await server.Admin.ConnectAsync(ProviderCalls.Config(), ",\"identifier\":\"team\"");

        await server.Admin.PostTextAsync(ProviderCalls.Route, """{"provider":"openai","identifier":"team","config":{"apiKeySecretName":"KEY"}}""").RefusedAsync(422, "invalid_request");

        Assert.Equal("openai-compatible", (await server.ProviderAsync("team")).GetProperty("provider").GetString());
    }

    [Fact]
    public async Task Connect_BodyAboveOneMebibyte_IsTooLarge()
    {
        await using var server = await TestServer.StartAsync();

        await server.Admin.PostTextAsync(ProviderCalls.Route, $"\"{new string('a', 1 << 20)}\"").RefusedAsync(413, "payload_too_large");
    }
}
