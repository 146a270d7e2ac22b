using System.Text.Json;

namespace Fairlead.Simulator.Tests.Responses;

public sealed class ResponseStreamTests
{
    [Fact]
    public async Task Stream_Text_HasTheVendorsEventsInOrder()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement[] events = await ResponseEvents.AskAsync(simulator, """{"model":"gpt-5","stream":true,"input":"sim:reply=one two"}""");

        Assert.Equal(
            [
                "response.created", "response.in_progress", "response.output_item.added", "response.content_part.added",
                "response.output_text.delta", "response.output_text.delta", "response.output_text.done", "response.content_part.done",
                "response.output_item.done", "response.completed",
            ],
            events.Select(ResponseEvents.TypeOf));
        Assert.Equal(Enumerable.Range(0, events.Length), events.Select(e => e.GetProperty("sequence_number").GetInt32()));
        Assert.Equal("in_progress", events[0].GetProperty("response").GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, events[0].GetProperty("response").GetProperty("usage").ValueKind);
        Assert.Equal("in_progress", events[2].GetProperty("item").GetProperty("status").GetString());
        Assert.Equal(["one", " two"], events[4..6].Select(e => e.GetProperty("delta").GetString()));
        Assert.Equal("one two", events[6].GetProperty("text").GetString());
        string? item = events[2].GetProperty("item").GetProperty("id").GetString();
        Assert.All(events[3..8], e => Assert.Equal((item, 0, 0), (
            e.GetProperty("item_id").GetString(), e.GetProperty("output_index").GetInt32(), e.GetProperty("content_index").GetInt32())));
        JsonElement whole = events[^1].GetProperty("response");
        Assert.Equal("one two", whole.GetProperty("output")[0].GetProperty("content")[0].GetProperty("text").GetString());
        Assert.Equal(2, whole.GetProperty("usage").GetProperty("output_tokens").GetInt32());
    }

    [Fact]
    public async Task Stream_ReasoningAndCalls_AreItemsOneAfterAnother()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        const string Body = """
            {"model":"gpt-5","stream":true,"reasoning":{"summary":"auto"},"tools":[{"type":"function","name":"f","parameters":{"type":"object"}}],
             "input":"call:f{\"a\":1}\nsim:think=hm hm"}
            """;

        JsonElement[] events = await ResponseEvents.AskAsync(simulator, Body);

        Assert.Equal(
            [
                "response.created", "response.in_progress",
                "response.output_item.added", "response.reasoning_summary_part.added", "response.reasoning_summary_text.delta",
                "response.reasoning_summary_text.delta", "response.reasoning_summary_text.done", "response.reasoning_summary_part.done",
                "response.output_item.done",
                "response.output_item.added", "response.function_call_arguments.delta", "response.function_call_arguments.done",
                "response.output_item.done",
                "response.completed",
            ],
            events.Select(ResponseEvents.TypeOf));
        Assert.Equal("hm hm", events[6].GetProperty("text").GetString());
        Assert.Equal(1, events[10].GetProperty("output_index").GetInt32());
        Assert.Equal("""{"a":1}""", events[11].GetProperty("arguments").GetString());
        JsonElement call = events[12].GetProperty("item");
        Assert.StartsWith("fc_", call.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("call_", call.GetProperty("call_id").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("refusal", "response.completed")]
    [InlineData("content_filter", "response.incomplete")]
    [InlineData("length", "response.incomplete")]
    [InlineData("failed", "response.failed")]
    public async Task Stream_OrderedStop_EndsWithItsEvent(string stop, string last)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement[] events = await ResponseEvents.AskAsync(
            simulator, $$"""{"model":"gpt-5","stream":true,"input":"sim:stop={{stop}}"}""");

        Assert.Equal(last, ResponseEvents.TypeOf(events[^1]));
        Assert.Equal(stop == "refusal", events.Any(e => ResponseEvents.TypeOf(e) == "response.refusal.done"));
        Assert.Equal(stop == "failed", events[^1].GetProperty("response").GetProperty("error").ValueKind == JsonValueKind.Object);
    }

    [Fact]
    public async Task Stream_Logprobs_AreTheWholeAnswers()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        const string Body = """
            {"model":"gpt-5","stream":true,"input":"sim:reply=one two","include":["message.output_text.logprobs"],"top_logprobs":2}
            """;

        JsonElement[] events = await ResponseEvents.AskAsync(simulator, Body);

        double[] streamed = [.. events.Where(e => ResponseEvents.TypeOf(e) == "response.output_text.delta")
            .Select(e => e.GetProperty("logprobs")[0].GetProperty("logprob").GetDouble())];
        JsonElement whole = events[^1].GetProperty("response").GetProperty("output")[0].GetProperty("content")[0].GetProperty("logprobs");
        Assert.Equal(streamed, whole.EnumerateArray().Select(l => l.GetProperty("logprob").GetDouble()));
        Assert.All(whole.EnumerateArray(), l => Assert.Equal(2, l.GetProperty("top_logprobs").GetArrayLength()));
    }

    [Fact]
    public async Task Stream_CutAfterChunks_HasNoEnd()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { CutAfterChunks = 5 });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/responses")
        {
            Content = new StringContent("""{"model":"gpt-5","stream":true,"input":"sim:tokens=50"}"""),
        };
        using HttpResponseMessage response = await simulator.Http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestSimulator.Cancelled);

        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsStringAsync(TestSimulator.Cancelled));

        ReceivedRequest received = Assert.Single(simulator.Server.Received);
        Assert.False(await received.Completion);
        Assert.Equal(RequestOutcome.Cut, received.Outcome);
    }
}
