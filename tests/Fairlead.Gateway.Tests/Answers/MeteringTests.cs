using System.Text.Json;
using Fairlead.Testing;

namespace Fairlead.Gateway.Tests.Answers;

public sealed class MeteringTests
{
    private const string UsageChunk = "\"choices\":[],\"usage\":{";

    [Fact]
    public async Task Stream_UsageNotAskedFor_IsAskedForAndHidden()
    {
        var body = ScriptedUpstream.Stream("one two");
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysStream(body));

        using var response = await rig.ChatAsync(Rig.HelloStream);

        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(JsonElement.Parse(rig.Received).GetProperty("stream_options").GetProperty("include_usage").GetBoolean());
        Assert.Equal(string.Concat(body.Split("\n\n").Where(static e => e.Length > 0 && !e.Contains(UsageChunk, StringComparison.Ordinal)).Select(static e => e + "\n\n")), text);
    }

    [Fact]
    public async Task Stream_UsageAskedFor_IsNotTouched()
    {
        var body = ScriptedUpstream.Stream("one two");
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysStream(body));
        var request = Rig.HelloStream.Replace("\"stream\":true", "\"stream\":true, \"stream_options\" : {\"include_usage\" :true}", StringComparison.Ordinal);

        using var response = await rig.ChatAsync(request);

        Assert.Equal((request, body), (rig.Received, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Stream_Observed_LeavesTheBytesAlone()
    {
        var body = ScriptedUpstream.Stream("one two");
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysStream(body), settings: new() { ["Gateway:MeterStreams"] = "observe" });

        using var response = await rig.ChatAsync(Rig.HelloStream);

        Assert.Equal((Rig.HelloStream, body), (rig.Received, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stream_ModelThatCannotStream_IsMadeOfTheWholeAnswer(bool includesUsage)
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("one two"), [Lacking("streaming")]);
        var options = includesUsage ? ",\"stream_options\":{\"include_usage\":true}" : string.Empty;

        using var response = await rig.ChatAsync(Rig.HelloStream.Replace("\"stream\":true", "\"stream\":true" + options, StringComparison.Ordinal));

        var events = await response.EventsAsync();
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Rig.Hello, rig.Received);
        Assert.Equal("one two", JsonElement.Parse(events[0]).GetProperty("choices")[0].GetProperty("delta").GetProperty("content").GetString());
        Assert.Equal(includesUsage ? 1 : 0, events.Count(static e => e.Contains(UsageChunk, StringComparison.Ordinal)));
        Assert.Equal("[DONE]", events[^1]);
    }

    [Theory]
    [InlineData("{\"choices\":[]}")]
    [InlineData("{\"choices\":")]
    public async Task Stream_ModelThatCannotStreamAnswersNonsense_Is502(string body)
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.Says(200, "application/json", body), [Lacking("streaming")]);

        using var response = await rig.ChatAsync(Rig.HelloStream);

        Assert.Equal((502, "upstream_invalid_response"), await response.CodeAsync());
    }

    [Theory]
    [InlineData("temperature", "\"temperature\":1.0e0", "temperature")]
    [InlineData("topP", "\"top_p\":1", "top_p")]
    [InlineData("seed", "\"seed\":1", "seed")]
    [InlineData("stop", "\"stop\":[\"a\"]", "stop")]
    [InlineData("tools", "\"tools\":[{}],\"tool_choice\":\"auto\",\"parallel_tool_calls\":true", "tools,tool_choice,parallel_tool_calls")]
    [InlineData("parallelToolCalls", "\"parallel_tool_calls\":true", "parallel_tool_calls")]
    [InlineData("reasoning", "\"reasoning_effort\":\"low\"", "reasoning_effort")]
    [InlineData("responseFormat", "\"response_format\":{\"type\":\"json_object\"}", "response_format")]
    public async Task Chat_FeatureSwitchedOff_IsTakenOutAndNamed(string feature, string fields, string dropped)
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"), [Lacking(feature)]);

        using var response = await rig.ChatAsync(Rig.Hello.Replace(",\"messages\"", "," + fields + ",\"messages\"", StringComparison.Ordinal));

        Assert.Equal((Rig.Hello, dropped), (rig.Received, response.Header("x-fairlead-dropped-params")));
    }

    [Fact]
    public async Task Chat_VisionSwitchedOff_ReplacesImagesByText()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"), [Lacking("vision")]);

        using var response = await rig.ChatAsync("""{"model":"claude-sonnet","messages":[{"role":"user","content":[{"type":"text","text":"see"},{"type":"image_url","image_url":{"url":"data:x"}}]}]}""");

        Assert.Equal("""{"model":"claude-sonnet","messages":[{"role":"user","content":[{"type":"text","text":"see"},{"type":"text","text":"[image omitted: this model does not accept images]"}]}]}""", rig.Received);
        Assert.Equal("messages", response.Header("x-fairlead-dropped-params"));
    }

    private static object Lacking(string feature) => new { name = "claude-sonnet", supportedFeatures = new Dictionary<string, bool> { [feature] = false } };
}
