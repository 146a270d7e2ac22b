using System.Text;
using System.Text.Json;
using OpenAI.Chat;

namespace Fairlead.Conformance.Tests;

public sealed class ChatTests
{
    private static readonly ChatTool Weather = ChatTool.CreateFunctionTool("get_weather", "Weather of a city", BinaryData.FromString(
        """{"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}"""));

    [Theory]
    [InlineData("gpt-5", false)]
    [InlineData("gpt-5", true)]
    [InlineData("openai-compatible/gpt-5", false)]
    public async Task Complete_WithKeyOrToken_SaysWhatTheUpstreamSays(string model, bool withToken)
    {
        await using var rig = await ConformanceRig.StartAsync();
        var client = rig.Client(withToken ? rig.AccessToken : null).GetChatClient(model);

        ChatCompletion answer = await client.CompleteChatAsync([new UserChatMessage("sim:reply=Hello, Zoë 😀")], cancellationToken: ConformanceRig.Cancelled);

        Assert.Equal(("Hello, Zoë 😀", ChatFinishReason.Stop, "gpt-5"), (answer.Content[0].Text, answer.FinishReason, answer.Model));
        Assert.True(answer.Usage is { InputTokenCount: > 0, OutputTokenCount: > 0 });
    }

    [Fact]
    public async Task Stream_Text_ComesInPiecesWithUsageAtTheEnd()
    {
        await using var rig = await ConformanceRig.StartAsync();
        var text = new StringBuilder();
        var pieces = 0;
        ChatTokenUsage? usage = null;

        await foreach (var update in rig.Client().GetChatClient("gpt-5").CompleteChatStreamingAsync([new UserChatMessage("sim:reply=one two three four")], cancellationToken: ConformanceRig.Cancelled))
        {
            pieces += update.ContentUpdate.Count;
            text.Append(string.Concat(update.ContentUpdate.Select(static part => part.Text)));
            usage = update.Usage ?? usage;
        }

        Assert.Equal("one two three four", text.ToString());
        Assert.True(pieces > 2);
        Assert.True(usage!.OutputTokenCount > 0); // This client asks for the usage chunk, so it gets it.
    }

    [Fact]
    public async Task Complete_ToolRequired_CallsItAndTakesItsResult()
    {
        await using var rig = await ConformanceRig.StartAsync();
        var client = rig.Client().GetChatClient("gpt-5");
        List<ChatMessage> turns = [new UserChatMessage("""call:get_weather{"city":"Oslo"}""")];
        var options = new ChatCompletionOptions { Tools = { Weather } };

        ChatCompletion asked = await client.CompleteChatAsync(turns, options, ConformanceRig.Cancelled);
        turns.AddRange([new AssistantChatMessage(asked), new ToolChatMessage(asked.ToolCalls[0].Id, "nineteen degrees")]);
        ChatCompletion answer = await client.CompleteChatAsync(turns, options, ConformanceRig.Cancelled);

        Assert.Equal(("get_weather", """{"city":"Oslo"}"""), (asked.ToolCalls[0].FunctionName, asked.ToolCalls[0].FunctionArguments.ToString()));
        Assert.Contains("nineteen degrees", answer.Content[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_ToolCall_ComesWholeInFragments()
    {
        await using var rig = await ConformanceRig.StartAsync();
        var arguments = new StringBuilder();
        string? name = null;
        ChatFinishReason? finish = null;

        await foreach (var update in rig.Client().GetChatClient("gpt-5").CompleteChatStreamingAsync(
            [new UserChatMessage("""call:get_weather{"city":"Oslo"}""")], new ChatCompletionOptions { Tools = { Weather } }, ConformanceRig.Cancelled))
        {
            finish = update.FinishReason ?? finish;
            foreach (var call in update.ToolCallUpdates)
            {
                name ??= call.FunctionName;
                arguments.Append(call.FunctionArgumentsUpdate);
            }
        }

        Assert.Equal(("get_weather", """{"city":"Oslo"}""", ChatFinishReason.ToolCalls), (name, arguments.ToString(), finish));
    }

    [Fact]
    public async Task Complete_JsonSchema_AnswersJsonOfIt()
    {
        await using var rig = await ConformanceRig.StartAsync();
        var schema = BinaryData.FromString("""{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"}},"required":["city","days"],"additionalProperties":false}""");
        var options = new ChatCompletionOptions { ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("forecast", schema, jsonSchemaIsStrict: true) };

        ChatCompletion answer = await rig.Client().GetChatClient("gpt-5").CompleteChatAsync([new UserChatMessage("Will it rain?")], options, ConformanceRig.Cancelled);

        var made = JsonElement.Parse(answer.Content[0].Text);
        Assert.Equal((JsonValueKind.String, JsonValueKind.Number), (made.GetProperty("city").ValueKind, made.GetProperty("days").ValueKind));
    }

    [Fact]
    public async Task Stream_ClientLeaves_ReachesTheUpstream()
    {
        await using var rig = await ConformanceRig.StartAsync(new() { TokensPerSecond = 20 });
        using var leaves = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in rig.Client().GetChatClient("gpt-5").CompleteChatStreamingAsync([new UserChatMessage("sim:tokens=10000")], cancellationToken: leaves.Token))
            {
                await leaves.CancelAsync();
            }
        });

        var left = await rig.Simulator.NextAbortedAsync(ConformanceRig.Cancelled).WaitAsync(TimeSpan.FromSeconds(20), ConformanceRig.Cancelled);
        Assert.True(left.Aborted);
    }
}
