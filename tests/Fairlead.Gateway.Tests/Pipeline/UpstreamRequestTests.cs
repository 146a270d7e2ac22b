using System.Net.Http.Json;
using System.Text.Json;
using Fairlead.Gateway.Tests.ProviderTypes;
using Fairlead.Testing;

namespace Fairlead.Gateway.Tests.Pipeline;

/// <summary>What reaches an upstream whose type names models, or authorizes requests, in its own way.</summary>
public sealed class UpstreamRequestTests
{
    [Fact]
    public async Task Chat_ToAzure_NamesTheDeployment()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("hi"));
        await using var server = await ConnectAsync("azure-openai", new { apiKeySecretName = "KEY", resourceName = "res", deploymentId = "my-gpt", baseUrl = Root(upstream) });
        using var client = server.Client(await server.KeyAsync());

        using var reply = await client.PostTextAsync("/v1/chat/completions", """{"model":"azure-openai/gpt-5","messages":[{"role":"user","content":"hi"}]}""");

        Assert.Equal(200, (int)reply.StatusCode);
        var request = Assert.Single(upstream.Requests);
        Assert.Equal("/openai/v1/chat/completions", request.Path);
        Assert.Equal("""{"model":"my-gpt","messages":[{"role":"user","content":"hi"}]}""", request.Text);
        Assert.Equal("secret-value", request.Headers["api-key"]);
    }

    [Fact]
    public async Task Chat_ToBedrock_IsSignedOverTheBodyThatArrives()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.Says(500, "application/json", "{}"));
        await using var server = await ConnectAsync("bedrock", new { region = "us-east-1", accessKeyIdSecretName = "KEY", secretAccessKeySecretName = "KEY", baseUrl = Root(upstream) });
        using var client = server.Client(await server.KeyAsync());

        using var reply = await client.PostTextAsync("/v1/chat/completions", """{"model":"bedrock/claude-haiku-4-5-20251001","messages":[{"role":"user","content":"hi"}]}""");

        var request = upstream.Requests[^1];
        var authorization = request.Headers["Authorization"].Split(", ");
        var timestamp = request.Headers["x-amz-date"];
        var scope = $"{timestamp[..8]}/us-east-1/bedrock/aws4_request";
        var signed = authorization[1]["SignedHeaders=".Length..].Split(';').Select(name => KeyValuePair.Create(name, request.Headers[name])).ToList();
        const string Path = "/model/us.anthropic.claude-haiku-4-5-20251001-v1%3A0/converse";
        Assert.Equal($"Signature={SignatureVersion4.Of("POST", Path, signed, request.Body, scope, timestamp, "secret-value")}", authorization[2]);
        Assert.Equal("hi", JsonElement.Parse(request.Body).GetProperty("messages")[0].GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Messages_ToOpenAI_GoAsResponses_AndAsChatWhereThoseAreNotThere()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(static context => context.Request.Path == "/v1/responses"
            ? ScriptedUpstream.Says(404, "application/json", "{}")(context)
            : ScriptedUpstream.SaysCompletion("hi")(context));
        await using var server = await ConnectAsync("openai", new { apiKeySecretName = "KEY", baseUrl = upstream.BaseUrl });
        using var client = server.Client(await server.KeyAsync());
        const string Ask = """{"model":"openai/gpt-5","max_tokens":99,"messages":[{"role":"user","content":"hi"}]}""";

        using var first = await client.PostTextAsync("/v1/messages", Ask);
        using var second = await client.PostTextAsync("/v1/messages", Ask);

        Assert.Equal((200, 200), ((int)first.StatusCode, (int)second.StatusCode));
        Assert.Equal(["/v1/responses", "/v1/chat/completions", "/v1/chat/completions"], upstream.Requests.Select(static request => request.Path));
    }

    [Fact]
    public async Task Messages_FeaturesThatTheModelLacks_AreTakenOutAndNamed()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.Says(400, "application/json", "{}"));
        await using var server = await ConnectAsync("anthropic-compatible", new
        {
            apiKeySecretName = "KEY", baseUrl = upstream.BaseUrl, models = new[] { new { name = "claude-blind", supportedFeatures = new { vision = false, reasoning = false } } },
        });
        using var client = server.Client(await server.KeyAsync());

        using var reply = await client.PostTextAsync("/v1/messages", """
            {"model":"anthropic-compatible/claude-blind","max_tokens":9,"output_config":{"effort":"high","format":{"type":"json_schema"}},"messages":[{"role":"user","content":[{"type":"image","source":{"type":"url","url":"http://x"}}]}]}
            """);

        Assert.Equal("""
            {"model":"claude-blind","max_tokens":9,"output_config":{"format":{"type":"json_schema"}},"messages":[{"role":"user","content":[{"type":"text","text":"[image omitted: this model does not accept images]"}]}]}
            """.Trim(), upstream.Requests[^1].Text.Trim());
    }

    private static string Root(ScriptedUpstream upstream) => upstream.BaseUrl[..^"/v1".Length];

    private static async Task<TestServer> ConnectAsync(string provider, object config)
    {
        var server = await TestServer.StartAsync();
        using var stored = await server.Admin.PostAsJsonAsync("/v1/organization/secrets", new { secretName = "KEY", secretValue = "secret-value" });
        using var connected = await server.Admin.PostAsJsonAsync("/v1/llm-providers", new { provider, config });
        Assert.Equal(201, (int)connected.StatusCode);
        return server;
    }
}
