using System.Globalization;
using System.Text;
using Fairlead.Testing;

namespace Fairlead.Gateway.Tests.Caching;

/// <summary>What a client sees over HTTP.</summary>
public sealed class ReplayTests
{
    private const string Chat = """{"model":"claude-sonnet","stream":true,"messages":[{"role":"user","content":"hi"}]}""";
    private const string Messages = """{"model":"claude-sonnet","max_tokens":10,"stream":true,"messages":[{"role":"user","content":"hi"}]}""";
    private const string Responses = """{"model":"claude-sonnet","input":"hi","stream":true,"store":false}""";

    [Theory]
    [InlineData("/v1/chat/completions", Chat)]
    [InlineData("/v1/messages", Messages)]
    [InlineData("/v1/responses", Responses)]
    public async Task Stream_IsReplayedByteForByte_TranslatedOrNot(string path, string body)
    {
        await using var rig = await Rig.StartAsync(ChatOnly());
        rig.Client.DefaultRequestHeaders.Add("x-fairlead-cache-ttl", "60");

        using var first = await rig.Client.PostTextAsync(path, body);
        var upstreamCalls = rig.Upstream.Requests.Count;
        using var second = await rig.Client.PostTextAsync(path, body);

        Assert.Equal(("miss", "hit"), (first.Header("x-fairlead-cache"), second.Header("x-fairlead-cache")));
        Assert.Equal(await first.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), await second.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("text/event-stream", second.Content.Headers.ContentType!.MediaType);
        Assert.Equal(first.Header("x-fairlead-model"), second.Header("x-fairlead-model"));
        Assert.Equal(first.Header("x-fairlead-deployment"), second.Header("x-fairlead-deployment"));
        Assert.Equal(("0", null), (second.Header("x-fairlead-attempts"), first.Header("age")));
        Assert.InRange(int.Parse(second.Header("age")!, CultureInfo.InvariantCulture), 0, 30);
        Assert.Equal(upstreamCalls, rig.Upstream.Requests.Count);
    }

    [Theory]
    [InlineData("openai-compatible", "/v1/responses", Responses, """
        event: response.created
        data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_1","object":"response","status":"in_progress","output":[]}}

        event: response.completed
        data: {"type":"response.completed","sequence_number":1,"response":{"id":"resp_1","object":"response","status":"completed","output":[],"usage":{"input_tokens":1,"output_tokens":2,"total_tokens":3}}}


        """)]
    [InlineData("anthropic-compatible", "/v1/messages", Messages, """
        event: message_start
        data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet","content":[],"usage":{"input_tokens":1,"output_tokens":1}}}

        event: message_stop
        data: {"type":"message_stop"}


        """)]
    public async Task Stream_InTheUpstreamsOwnDialect_IsReplayedByteForByte(string provider, string path, string body, string stream)
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysStream(stream));
        rig.Client.DefaultRequestHeaders.Add("x-fairlead-cache-ttl", "60");
        if (provider == "anthropic-compatible")
        {
            await rig.Server.Admin.PostJsonAsync(
                "/v1/llm-providers", new { provider, config = new { baseUrl = rig.Upstream.BaseUrl, apiKeySecretName = Wiring.SecretName, models = new[] { new { name = "claude-sonnet" } } } });
            body = body.Replace("\"claude-sonnet\"", "\"anthropic-compatible/claude-sonnet\"", StringComparison.Ordinal);
        }

        using var first = await rig.Client.PostTextAsync(path, body);
        using var second = await rig.Client.PostTextAsync(path, body);

        Assert.Equal(("miss", "hit"), (first.Header("x-fairlead-cache"), second.Header("x-fairlead-cache")));
        Assert.Equal(await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(path, Assert.Single(rig.Upstream.Requests).Path);
    }

    [Fact]
    public async Task WholeAnswer_IsReplayedWithItsLength()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));
        rig.Client.DefaultRequestHeaders.Add("x-fairlead-cache-ttl", "60");

        using var first = await rig.ChatAsync(Rig.Hello);
        using var second = await rig.ChatAsync("""{ "messages":[{"content":"h\u0069","role":"user"}], "model":"claude-sonnet" }""");

        Assert.Equal(ScriptedUpstream.Completion("hello"), await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("hit", (long)Encoding.UTF8.GetByteCount(ScriptedUpstream.Completion("hello"))), (second.Header("x-fairlead-cache"), second.Content.Headers.ContentLength));
        Assert.Single(rig.Upstream.Requests);
    }

    [Fact]
    public async Task AnotherKey_DoesNotGetIt()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));
        rig.Client.DefaultRequestHeaders.Add("x-fairlead-cache-ttl", "60");
        var other = rig.Server.Client(await rig.Server.KeyAsync());
        other.DefaultRequestHeaders.Add("x-fairlead-cache-ttl", "60");

        using var first = await rig.ChatAsync(Rig.Hello);
        using var second = await other.PostTextAsync("/v1/chat/completions", Rig.Hello);

        Assert.Equal("miss", second.Header("x-fairlead-cache"));
        Assert.Equal(2, rig.Upstream.Requests.Count);
    }

    [Fact]
    public async Task WithoutTheHeader_ThereIsNoCache()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));
        rig.Client.DefaultRequestHeaders.Add("cache-control", "max-age=60");

        using var first = await rig.ChatAsync(Rig.Hello);
        using var second = await rig.ChatAsync(Rig.Hello);

        Assert.Null(second.Header("x-fairlead-cache"));
        Assert.Equal(2, rig.Upstream.Requests.Count);
    }

    [Fact]
    public async Task OnlyIfCached_Is504()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));
        rig.Client.DefaultRequestHeaders.Add("x-fairlead-cache-ttl", "60");
        rig.Client.DefaultRequestHeaders.Add("cache-control", "only-if-cached");

        using var response = await rig.ChatAsync(Rig.Hello);

        Assert.Equal((504, "not_cached"), await response.CodeAsync());
        Assert.Equal("miss", response.Header("x-fairlead-cache"));
    }

    [Fact]
    public async Task Clients_ThatShareAStream_AreToldOfItsCutEach()
    {
        var gated = new GatedStream();
        gated.Say(GatedStream.Event("one"));
        await using var rig = await Rig.StartAsync(gated.AnswerAsync);
        rig.Client.DefaultRequestHeaders.Add("x-fairlead-cache-ttl", "60");

        using var leader = await rig.BeginAsync(Rig.HelloStream, Rig.Patience);
        using var follower = await rig.BeginAsync(Rig.HelloStream, Rig.Patience);
        gated.Cut();

        Assert.Equal(("miss", "shared"), (leader.Header("x-fairlead-cache"), follower.Header("x-fairlead-cache")));
        Assert.All([await leader.EventsAsync(), await follower.EventsAsync()], static events => Assert.Equal("upstream_cut_off", AnswerReading.ErrorCode(events[^1])));
    }

    // An upstream that knows Chat alone, so that the other dialects are translated.
    private static Microsoft.AspNetCore.Http.RequestDelegate ChatOnly() => static context => context.Request.Path == "/v1/chat/completions"
        ? ScriptedUpstream.SaysStream(ScriptedUpstream.Stream("one two three"))(context)
        : ScriptedUpstream.Says(404, "text/plain", "not found")(context);
}
