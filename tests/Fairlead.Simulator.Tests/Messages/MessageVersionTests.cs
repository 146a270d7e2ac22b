using static Fairlead.Simulator.Tests.Messages.MessagesClient;

namespace Fairlead.Simulator.Tests.Messages;

public sealed class MessageVersionTests
{
    private const string Cited = """{"type":"text","text":"a","citations":[{"type":"char_location","cited_text":"a","document_index":0,"start_char_index":0,"end_char_index":1}]}""";

    [Theory]
    [InlineData("temperature", "1", "temperature: Extra inputs are not permitted")]
    [InlineData("top_p", "1", "top_p: Extra inputs are not permitted")]
    [InlineData("top_k", "5", "top_k: Extra inputs are not permitted")]
    [InlineData("messages", """[{"role":"user","content":"a"},{"role":"assistant","content":[{"type":"document","source":{"type":"text","media_type":"text/plain","data":"a"}}]},{"role":"user","content":"b"}]""", "messages.1: `document` blocks can only be in `user` messages")]
    [InlineData("messages", $$"""[{"role":"user","content":[{{Cited}}]}]""", "messages.0.content.0: `citations` of text blocks can only be in `assistant` messages")]
    [InlineData("messages", $$"""[{"role":"user","content":[{"type":"search_result","source":"s","title":"t","content":[{{Cited}}]}]}]""", "messages.0.content.0: `citations` of text blocks can only be in `assistant` messages")]
    public async Task Version_Newest_RefusesWhatTheOneBeforeTakes(string name, string json, string message)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        using HttpResponseMessage newest = await simulator.AskAsync(Say("hi", (name, json)), Address, ("anthropic-version", "2026-10-21"));
        using HttpResponseMessage before = await simulator.AskAsync(Say("hi", (name, json)));

        Assert.Equal((400, "invalid_request_error", message), await ErrorAsync(newest));
        Assert.Equal(200, (int)before.StatusCode);
    }

    [Fact]
    public async Task Version_Newest_TakesCitationsOfTheAssistant()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        const string Messages = $$"""[{"role":"user","content":"a"},{"role":"assistant","content":[{{Cited}}]},{"role":"user","content":"b"}]""";

        using HttpResponseMessage response = await simulator.AskAsync(Say("hi", ("messages", Messages)), Address, ("anthropic-version", "2026-10-21"));

        Assert.Equal(200, (int)response.StatusCode);
    }
}
