using System.Text.Json;
using static Fairlead.Simulator.Tests.Messages.MessagesClient;

namespace Fairlead.Simulator.Tests.Messages;

public sealed class MessageToolTests
{
    private const string Tides = """{"name":"list_tides","input_schema":{"type":"object"}}""";
    private const string Asked = """[{"role":"user","content":"hi"},{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"get_weather","input":{"city":"Oslo"}},{"type":"tool_use","id":"b","name":"list_tides","input":{}}]}""";

    [Theory]
    [InlineData("hi", """{"type":"any"}""", "get_weather")]
    [InlineData("hi", """{"type":"tool","name":"list_tides"}""", "list_tides")]
    [InlineData("call:get_weather call:list_tides", """{"type":"auto"}""", "get_weather,list_tides")]
    [InlineData("call:get_weather call:list_tides", """{"type":"auto","disable_parallel_tool_use":true}""", "get_weather")]
    [InlineData("call:get_weather call:list_tides", """{"type":"none"}""", "")]
    [InlineData("hi", """{"type":"auto"}""", "")]
    public async Task ToolChoice_EachKind_DecidesWhatIsUsed(string prompt, string choice, string names)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement answer = await simulator.AnswerAsync(Say(prompt, ("tools", $"[{Weather},{Tides}]"), ("tool_choice", choice)));

        JsonElement[] uses = [.. answer.GetProperty("content").EnumerateArray().Where(b => b.GetProperty("type").GetString() == "tool_use")];
        Assert.Equal(names, string.Join(',', uses.Select(u => u.GetProperty("name").GetString())));
        Assert.Equal(names.Length > 0 ? "tool_use" : "end_turn", answer.GetProperty("stop_reason").GetString());
        Assert.All(uses, u => Assert.Equal(JsonValueKind.Object, u.GetProperty("input").ValueKind));
    }

    [Fact]
    public async Task ToolChoice_UnknownTool_IsRefused()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        Assert.Equal("Tool 'x' not found in provided tools", await simulator.RefusalAsync(
            Say("hi", ("tools", $"[{Tides}]"), ("tool_choice", """{"type":"tool","name":"x"}"""))));
    }

    [Fact]
    public async Task Results_OfBothUses_AreAnswered()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        const string Results = """{"role":"user","content":[{"type":"tool_result","tool_use_id":"b","content":[{"type":"text","text":"high"},{"type":"image","source":{"type":"url","url":"https://a.example/b.png"}}]}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","is_error":true,"content":"no rain"}]}""";

        JsonElement answer = await simulator.AnswerAsync(Say("", ("tools", $"[{Weather},{Tides}]"), ("messages", $"{Asked},{Results}]")));

        string text = answer.GetProperty("content")[0].GetProperty("text").GetString()!;
        Assert.Contains("get_weather returned: no rain", text, StringComparison.Ordinal);
        Assert.Contains("list_tides returned: high", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"role":"user","content":"never mind"}""", "messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: a, b. Each `tool_use` block must have a corresponding `tool_result` block in the next message.")]
    [InlineData("""{"role":"user","content":[{"type":"tool_result","tool_use_id":"a"}]}""", "messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: b. Each `tool_use` block must have a corresponding `tool_result` block in the next message.")]
    [InlineData("""{"role":"user","content":[{"type":"tool_result","tool_use_id":"a"},{"type":"text","text":"and"},{"type":"tool_result","tool_use_id":"b"}]}""", "messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: b. Each `tool_use` block must have a corresponding `tool_result` block in the next message.")]
    [InlineData("""{"role":"user","content":[{"type":"tool_result","tool_use_id":"a"},{"type":"tool_result","tool_use_id":"b"},{"type":"tool_result","tool_use_id":"c"}]}""", "messages.2.content.2: unexpected `tool_use_id` found in `tool_result` blocks: c. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.")]
    [InlineData("""{"role":"user","content":[{"type":"tool_result","tool_use_id":"a"},{"type":"tool_result","tool_use_id":"b"},{"type":"tool_result","tool_use_id":"b"}]}""", "messages.2.content.2: each tool_use must have a single result. Found multiple `tool_result` blocks with id: b")]
    [InlineData("""{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"list_tides","input":{}}]}""", "messages.2.content.0: `tool_use` ids must be unique")]
    public async Task Results_ThatDoNotBelong_AreRefused(string next, string message)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        Assert.Equal(message, await simulator.RefusalAsync(Say("", ("tools", $"[{Weather},{Tides}]"), ("messages", $"{Asked},{next}]"))));
    }

    [Fact]
    public async Task Tools_OfTheVendor_AreUsedOnlyWhenTheClientRunsThem()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        const string Tools = """[{"type":"bash_20250124","name":"bash"},{"type":"web_search_20250305","name":"web_search","max_uses":2}]""";

        JsonElement answer = await simulator.AnswerAsync(Say("""call:bash{"command":"ls"} call:web_search""", ("tools", Tools)));

        JsonElement use = Assert.Single(answer.GetProperty("content").EnumerateArray());
        Assert.Equal("""{"command":"ls"}""", use.GetProperty("input").GetRawText());
    }
}
