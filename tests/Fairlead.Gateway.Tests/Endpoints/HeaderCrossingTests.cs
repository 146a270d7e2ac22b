using System.Globalization;
using System.Net;
using Fairlead.Testing;

namespace Fairlead.Gateway.Tests.Endpoints;

public sealed class HeaderCrossingTests
{
    [Fact]
    public async Task Chat_ClientsHeaders_CrossByAllowListAlone()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));
        foreach (var name in new[] { "x-api-key", "api-key", "Cookie", "X-Forwarded-For", "User-Agent", "openai-organization", "OpenAI-Beta", "anthropic-version", "Idempotency-Key", "tracestate" })
        {
            rig.Client.DefaultRequestHeaders.TryAddWithoutValidation(name, "of-the-client");
        }

        rig.Client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Encoding", "gzip, br");
        using var response = await rig.ChatAsync(Rig.Hello);

        var headers = rig.Upstream.Requests[^1].Headers;
        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal(
            ["anthropic-version", "idempotency-key", "openai-beta", "openai-organization", "tracestate"],
            headers.Where(static header => header.Value == "of-the-client").Select(static header => header.Key.ToLower(CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal));
        Assert.Equal(("identity", $"Bearer {Rig.Secret}", "application/json; charset=utf-8"), (headers["Accept-Encoding"], headers["Authorization"], headers["Content-Type"]));
        Assert.Empty(headers.Keys.Except(["Host", "Accept-Encoding", "Authorization", "Content-Type", "Content-Length", "anthropic-version", "Idempotency-Key", "OpenAI-Beta", "openai-organization", "tracestate"], StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Chat_UpstreamsHeaders_CrossByAllowListAlone()
    {
        await using var rig = await Rig.StartAsync(static context =>
        {
            context.Response.Headers.SetCookie = "session=1";
            context.Response.Headers.Server = "secret-server/1.0";
            context.Response.Headers.Via = "1.1 inner";
            context.Response.Headers["x-powered-by"] = "php";
            context.Response.Headers["x-ratelimit-remaining-tokens"] = "7";
            context.Response.Headers["openai-processing-ms"] = "12";
            context.Response.Headers["x-request-id"] = "req_1";
            return ScriptedUpstream.SaysCompletion("hello")(context);
        });

        using var response = await rig.ChatAsync(Rig.Hello);

        Assert.Equal(("7", "12", "req_1"), (response.Header("x-ratelimit-remaining-tokens"), response.Header("openai-processing-ms"), response.Header("x-request-id")));
        Assert.Empty(response.Headers.Select(static header => header.Key).Except(["Date", "x-trace-id", "x-ratelimit-remaining-tokens", "openai-processing-ms", "x-request-id", "x-fairlead-model", "x-fairlead-deployment", "x-fairlead-attempts", "x-fairlead-request-id", "Transfer-Encoding"], StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Chat_ModelWhoseNameNoHeadCanHold_IsNamedInPercentEncoding()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"), [new { name = "größe/50%" }]);

        using var response = await rig.ChatAsync("""{"model":"größe/50%","messages":[{"role":"user","content":"hi"}]}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("openai-compatible/gr%C3%B6%C3%9Fe/50%25", response.Header("x-fairlead-model"));
        Assert.Equal("openai-compatible/gr%C3%B6%C3%9Fe/50%25", response.Header("x-fairlead-deployment"));
    }

    [Fact]
    public async Task Chat_CustomHeaders_WinOverTheKeyAndTheClient()
    {
        var custom = new Dictionary<string, string> { ["authorization"] = "Token {{ .secrets.LITELLM_API_KEY }}", ["X-Tenant"] = "a {{ .secrets[\"LITELLM_API_KEY\"] }} b", ["openai-organization"] = "ours" };
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"), more: new() { ["customHeaders"] = custom });
        rig.Client.DefaultRequestHeaders.TryAddWithoutValidation("OpenAI-Organization", "theirs");

        using var response = await rig.ChatAsync(Rig.Hello);

        var headers = rig.Upstream.Requests[^1].Headers;
        Assert.Equal(($"Token {Rig.Secret}", $"a {Rig.Secret} b", "ours"), (headers["Authorization"], headers["X-Tenant"], headers["OpenAI-Organization"]));
    }

    [Fact]
    public async Task Chat_HeaderValuesThatAreNotAscii_BreakNeitherWay()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));
        using var connection = await RawConnection.ToAsync(rig);
        await connection.WriteAsync(connection.Head(rig, $"Content-Length: {Rig.Hello.Length}\r\nopenai-organization: Zoë"));
        await connection.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Rig.Hello));

        Assert.Equal(200, await connection.ReadAnswerAsync());
        Assert.DoesNotContain("openai-organization", rig.Upstream.Requests[^1].Headers.Keys);
    }

    [Fact]
    public async Task Chat_ContentTypeThatIsNoJson_GoesUpAsJson()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));
        using var content = new StringContent(Rig.Hello);

        using var response = await rig.Client.PostAsync(new Uri("/v1/chat/completions", UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", rig.Upstream.Requests[^1].Headers["Content-Type"]);
    }
}
