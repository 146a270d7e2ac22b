using System.Text;
using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Tests.Translation;
using Xunit;

namespace Fairlead.Protocols.Tests.OpenAI.Chat;

public sealed class ChatRequestWriterTests
{
    // Which message stands where: the vendor refuses calls that are not followed by a result each.
    [Theory]
    [InlineData("""{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"1"},{"type":"text","text":"Hm."},{"type":"tool_result","tool_use_id":"b","content":"2"}]}""")]
    [InlineData("""{"role":"user","content":[{"type":"text","text":"Hm."},{"type":"tool_result","tool_use_id":"a","content":"1"}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"b","content":"2"}]}""")]
    public void Results_WithTextAmongThem_ComeRightAfterTheCalls(string answers)
    {
        var calls = """{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"f","input":{}},{"type":"tool_use","id":"b","name":"f","input":{}}]}""";

        var messages = Messages($$"""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"Go."},{{calls}},{{answers}}]}""", Dialect.Messages);

        Assert.Equal(["user", "assistant", "tool", "tool", "user"], messages.Select(static message => message.GetProperty("role").GetString()));
        Assert.Equal("Hm.", messages[^1].GetProperty("content").GetString());
    }

    [Fact]
    public void Thoughts_OfEarlierTurns_GoBackWhereTheServerWantsThem()
    {
        const string Call = """{"type":"tool_use","id":"a","name":"f","input":{}}""";
        const string Result = """{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"1"}]}""";
        var conversation = Translated.Read(
            Encoding.UTF8.GetBytes($$"""
                {"model":"m","max_tokens":9,"messages":[{"role":"user","content":"Go."},
                {"role":"assistant","content":[{"type":"thinking","thinking":"Hm.","signature":""},{"type":"text","text":"I go."},{{Call}}]},{{Result}},
                {"role":"assistant","content":[{{Call}}]},{{Result}},{"role":"assistant","content":"Done."}]}
                """),
            Dialect.Messages);

        var body = JsonElement.Parse(Written.Request(Dialect.Chat, conversation, new RequestTarget { ReturnsReasoning = true }));

        // One that was not kept is blank: a call without is refused.
        Assert.Equal(["Hm.", " ", null], body.GetProperty("messages").EnumerateArray().Where(static message => message.GetProperty("role").GetString() == "assistant")
            .Select(static message => message.TryGetProperty("reasoning_content", out var thoughts) ? thoughts.GetString() : null));
        Assert.Empty(Written.Losses(conversation));
    }

    private static JsonElement[] Messages(string body, Dialect client) =>
        [.. JsonElement.Parse(Translated.Request(Encoding.UTF8.GetBytes(body), client, Dialect.Chat).Body).GetProperty("messages").EnumerateArray()];
}
