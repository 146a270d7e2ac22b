using System.Text;
using Fairlead.Testing;

namespace Fairlead.Gateway.Tests.Endpoints.PassThrough;

public sealed class JsonOperationTests
{
    [Theory]
    [InlineData("completions")]
    [InlineData("moderations")]
    [InlineData("rerank")]
    [InlineData("images/generations")]
    [InlineData("audio/speech")]
    public async Task Json_GoesToItsPathWithTheModelsNameAlone(string path)
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.Says(200, "application/json", """{"ok":1,"usage":{"total_tokens":3}}"""));

        using var response = await rig.Client.PostTextAsync("/v1/" + path, """{ "input":"x","model":"openai-compatible/claude-sonnet", "n":1.00 }""");

        Assert.Equal("""{"ok":1,"usage":{"total_tokens":3}}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("/v1/" + path, rig.Upstream.Requests[^1].Path);
        Assert.Equal("""{ "input":"x","model":"claude-sonnet", "n":1.00 }""", rig.Received);
    }

    [Theory]
    [InlineData("audio/mpeg")]
    [InlineData("application/octet-stream")]
    [InlineData("text/vtt")]
    public async Task Speech_OfAnyBytes_PassesUntouched(string contentType)
    {
        var sound = new byte[100_000];
        new Random(1).NextBytes(sound);
        await using var rig = await Rig.StartAsync(async context =>
        {
            context.Response.ContentType = contentType;
            await context.Response.Body.WriteAsync(sound);
        });

        using var response = await rig.Client.PostTextAsync("/v1/audio/speech", """{"model":"claude-sonnet","input":"x","voice":"alloy"}""");

        Assert.Equal(contentType, response.Content.Headers.ContentType!.ToString());
        var heard = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.True(sound.AsSpan().SequenceEqual(heard));
    }

    [Fact]
    public async Task Speech_AsAPage_IsRefused()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.Says(200, "text/html", "<html></html>"));

        using var response = await rig.Client.PostTextAsync("/v1/audio/speech", """{"model":"claude-sonnet","input":"x"}""");

        Assert.Equal((502, "upstream_invalid_response"), await response.CodeAsync());
    }

    [Theory]
    [InlineData("images/generations", "event: image_generation.partial_image\ndata: {\"type\":\"image_generation.partial_image\",\"b64_json\":\"AAAA\"}\n\nevent: image_generation.completed\ndata: {\"type\":\"image_generation.completed\",\"usage\":{\"input_tokens\":1,\"output_tokens\":2,\"total_tokens\":3}}\n\n")]
    [InlineData("audio/speech", "data: {\"type\":\"speech.audio.delta\",\"audio\":\"AAAA\"}\n\ndata: {\"type\":\"speech.audio.done\",\"usage\":{\"input_tokens\":1,\"output_tokens\":2,\"total_tokens\":3}}\n\n")]
    [InlineData("completions", "data: {\"id\":\"1\",\"choices\":[{\"text\":\"a\",\"finish_reason\":null}]}\n\ndata: {\"id\":\"1\",\"choices\":[{\"text\":\"\",\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")]
    public async Task Stream_PassesUntouched(string path, string events)
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysStream(events));

        using var response = await rig.Client.PostTextAsync("/v1/" + path, """{"model":"claude-sonnet","stream":true,"stream_options":{"include_usage":true}}""");

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(events, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task CompletionsStream_ThatEndsTooSoon_EndsWithAnError()
    {
        const string Event = "data: {\"id\":\"1\",\"choices\":[{\"text\":\"a\",\"finish_reason\":null}]}\n\n";
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysStream(Event));

        using var response = await rig.Client.PostTextAsync("/v1/completions", """{"model":"claude-sonnet","stream":true,"prompt":"x"}""");

        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith(Event, text, StringComparison.Ordinal);
        Assert.Equal("upstream_cut_off", AnswerReading.ErrorCode(text[(Event.Length + 6)..]));
    }

    [Fact]
    public async Task CompletionsStream_IsMeteredByAChunkThatTheClientDoesNotSee()
    {
        const string Shown = "data: {\"id\":\"1\",\"choices\":[{\"text\":\"a\",\"finish_reason\":\"stop\"}]}\n\n";
        const string Usage = "data: {\"id\":\"1\",\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}\n\n";
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysStream(Shown + Usage + "data: [DONE]\n\n"));

        using var response = await rig.Client.PostTextAsync("/v1/completions", """{"model":"claude-sonnet","stream":true,"prompt":"x"}""");

        Assert.Equal(Shown + "data: [DONE]\n\n", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("include_usage", rig.Received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImageStream_ThatBreaks_EndsWithAnError()
    {
        const string Event = "event: image_generation.partial_image\ndata: {\"type\":\"image_generation.partial_image\",\"b64_json\":\"AAAA\"}\n\n";
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var rig = await Rig.StartAsync(async context =>
        {
            await ScriptedUpstream.SaysStream(Event, "event: image_gen")(context);
            await seen.Task;
            context.Abort();
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/images/generations", UriKind.Relative))
        {
            Content = new StringContent("""{"model":"claude-sonnet","stream":true,"prompt":"x"}""", Encoding.UTF8, "application/json"),
        };

        using var response = await rig.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        seen.SetResult();
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith(Event, text, StringComparison.Ordinal);
        Assert.Equal("upstream_cut_off", AnswerReading.ErrorCode(text[(Event.Length + 6)..]));
    }
}
