using System.Text;
using System.Text.Json;
using OpenAI.Chat;

namespace Fairlead.Simulator.Tests;

public sealed class ToolTests
{
    private static readonly ChatTool Weather = ChatTool.CreateFunctionTool("get_weather", "Weather of a city", BinaryData.FromString(
        """{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer","minimum":1,"maximum":7},"unit":{"enum":["c","f"]}},"required":["city","days","unit"],"additionalProperties":false}"""));

    private static readonly ChatTool Tides = ChatTool.CreateFunctionTool("list_tides", "Tides", BinaryData.FromString(
        """{"type":"object","properties":{}}"""));

    private static CancellationToken Cancelled => TestSimulator.Cancelled;

    [Fact]
    public async Task Answer_ToolRequired_CallsItWithArgumentsOfItsSchema()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        ChatCompletionOptions options = With(Weather);
        options.ToolChoice = ChatToolChoice.CreateRequiredChoice();

        ChatCompletion answer = await simulator.Chat().CompleteChatAsync([new UserChatMessage("Will it rain?")], options, Cancelled);

        Assert.Equal(ChatFinishReason.ToolCalls, answer.FinishReason);
        ChatToolCall call = Assert.Single(answer.ToolCalls);
        Assert.Equal("get_weather", call.FunctionName);
        Assert.StartsWith("call_", call.Id, StringComparison.Ordinal);
        AssertWeather(call.FunctionArguments.ToString());
    }

    [Fact]
    public async Task Answer_NamedFunction_CallsThatOne()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        ChatCompletionOptions options = With(Weather, Tides);
        options.ToolChoice = ChatToolChoice.CreateFunctionChoice("list_tides");

        ChatCompletion answer = await simulator.Chat().CompleteChatAsync([new UserChatMessage("Hello")], options, Cancelled);

        Assert.Equal("list_tides", Assert.Single(answer.ToolCalls).FunctionName);
    }

    [Fact]
    public async Task Answer_ToolsOfferedButNotAskedFor_IsText()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        ChatCompletion answer = await simulator.Chat().CompleteChatAsync([new UserChatMessage("Hello")], With(Weather), Cancelled);

        Assert.Empty(answer.ToolCalls);
        Assert.Equal(ChatFinishReason.Stop, answer.FinishReason);
    }

    [Fact]
    public async Task Stream_TextNamesTwoTools_CallsBothInFragments()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        var names = new Dictionary<int, string>();
        var ids = new Dictionary<int, string>();
        var arguments = new Dictionary<int, StringBuilder>();
        ChatFinishReason? finish = null;

        await foreach (StreamingChatCompletionUpdate update in simulator.Chat().CompleteChatStreamingAsync(
            [new UserChatMessage("""Please call:get_weather and call:list_tides{"at":"noon"} now""")], With(Weather, Tides), Cancelled))
        {
            finish = update.FinishReason ?? finish;
            foreach (StreamingChatToolCallUpdate part in update.ToolCallUpdates)
            {
                names.TryAdd(part.Index, part.FunctionName);
                ids.TryAdd(part.Index, part.ToolCallId);
                arguments.TryAdd(part.Index, new StringBuilder());
                arguments[part.Index].Append(part.FunctionArgumentsUpdate);
            }
        }

        Assert.Equal(ChatFinishReason.ToolCalls, finish);
        Assert.Equal(["get_weather", "list_tides"], [names[0], names[1]]);
        Assert.NotEqual(ids[0], ids[1]);
        AssertWeather(arguments[0].ToString());
        Assert.Equal("""{"at":"noon"}""", arguments[1].ToString());
    }

    [Fact]
    public async Task Answer_ParallelCallsSwitchedOff_CallsOne()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        ChatCompletionOptions options = With(Weather, Tides);
        options.AllowParallelToolCalls = false;

        ChatCompletion answer = await simulator.Chat().CompleteChatAsync(
            [new UserChatMessage("call:list_tides call:get_weather")], options, Cancelled);

        Assert.Equal("list_tides", Assert.Single(answer.ToolCalls).FunctionName);
    }

    [Fact]
    public async Task Answer_AfterAToolResult_IsTextAboutIt()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        List<ChatMessage> turns = [new UserChatMessage("call:get_weather")];
        ChatCompletion asked = await simulator.Chat().CompleteChatAsync(turns, With(Weather), Cancelled);
        turns.Add(new AssistantChatMessage(asked));
        turns.Add(new ToolChatMessage(asked.ToolCalls[0].Id, "nineteen degrees"));

        ChatCompletion answer = await simulator.Chat().CompleteChatAsync(turns, With(Weather), Cancelled);

        Assert.Equal(ChatFinishReason.Stop, answer.FinishReason);
        Assert.Contains("get_weather returned: nineteen degrees", answer.Content[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_CallAndReplyInOnePrompt_CallsFirstThenReplies()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        List<ChatMessage> turns = [new UserChatMessage("call:list_tides sim:reply=High at noon.")];
        ChatCompletion asked = await simulator.Chat().CompleteChatAsync(turns, With(Tides), Cancelled);
        turns.AddRange([new AssistantChatMessage(asked), new ToolChatMessage(Assert.Single(asked.ToolCalls).Id, "12:00")]);

        ChatCompletion answer = await simulator.Chat().CompleteChatAsync(turns, With(Tides), Cancelled);

        Assert.Equal("High at noon.", answer.Content[0].Text);
    }

    private static ChatCompletionOptions With(params ChatTool[] tools)
    {
        var options = new ChatCompletionOptions();
        foreach (ChatTool tool in tools)
        {
            options.Tools.Add(tool);
        }

        return options;
    }

    private static void AssertWeather(string arguments)
    {
        JsonElement made = JsonElement.Parse(arguments);
        Assert.Equal(JsonValueKind.String, made.GetProperty("city").ValueKind);
        Assert.InRange(made.GetProperty("days").GetInt32(), 1, 7);
        Assert.Contains(made.GetProperty("unit").GetString(), (string[])["c", "f"]);
    }
}
