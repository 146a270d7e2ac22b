using System.Text.Json;
using System.Text.Json.Nodes;
using static Fairlead.Simulator.Tests.Messages.MessagesClient;

namespace Fairlead.Simulator.Tests.Messages;

public sealed class MessageThinkingTests
{
    private const string Enabled = """{"type":"enabled","budget_tokens":1024}""";

    [Fact]
    public async Task Thinking_SentBackAsItCame_IsTaken()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        JsonObject second = await AfterToolUseAsync(simulator);

        JsonElement answer = await simulator.AnswerAsync(second);

        // The turn goes on; it does not begin, so there is no new thinking.
        Assert.Equal(["text"], answer.GetProperty("content").EnumerateArray().Select(b => b.GetProperty("type").GetString()));
    }

    [Theory]
    [InlineData("thinking", "another thought")]
    [InlineData("signature", "c2lnbmF0dXJlIG9mIHNvbWVib2R5IGVsc2Ugd2hvIGlzIG5vdCBtZSBhdCBhbGw=")]
    [InlineData("signature", "")]
    [InlineData("signature", "not base64!")]
    public async Task Thinking_Changed_IsRefused(string member, string value)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        JsonObject second = await AfterToolUseAsync(simulator);
        second["messages"]![1]!["content"]![0]![member] = value;

        Assert.Equal("messages.1.content.0: Invalid `signature` in `thinking` block", await simulator.RefusalAsync(second));
    }

    [Fact]
    public async Task Thinking_WithoutSignature_IsRefused()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        JsonObject second = await AfterToolUseAsync(simulator);
        second["messages"]![1]!["content"]![0]!.AsObject().Remove("signature");

        Assert.Equal("messages.1.content.0.thinking.signature: Field required", await simulator.RefusalAsync(second));
    }

    [Fact]
    public async Task Thinking_OfAnotherSeed_IsRefused()
    {
        await using TestSimulator first = await TestSimulator.StartAsync();
        await using TestSimulator other = await TestSimulator.StartAsync(new SimulatorOptions { Seed = 9 });
        JsonObject second = await AfterToolUseAsync(first);

        Assert.Equal("messages.1.content.0: Invalid `signature` in `thinking` block", await other.RefusalAsync(second));
    }

    [Theory]
    [InlineData(Enabled, true)]
    [InlineData("""{"type":"adaptive"}""", false)]
    [InlineData("""{"type":"disabled"}""", false)]
    public async Task Thinking_DroppedBeforeToolUse_IsRefusedWhenEnabled(string thinking, bool refused)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        JsonObject second = await AfterToolUseAsync(simulator);
        second["thinking"] = JsonNode.Parse(thinking);
        second["messages"]![1]!["content"]!.AsArray().RemoveAt(0);

        using HttpResponseMessage response = await simulator.AskAsync(second);

        Assert.Equal(refused ? 400 : 200, (int)response.StatusCode);
        if (refused)
        {
            Assert.StartsWith(
                "messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `tool_use`.",
                (await ErrorAsync(response)).Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Thinking_AtTheEndWhileDisabled_IsRefused()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        JsonObject second = await AfterToolUseAsync(simulator);
        second.Remove("thinking");
        second["messages"]!.AsArray().RemoveAt(2);
        second["messages"]![1]!["content"]!.AsArray().RemoveAt(1);

        Assert.StartsWith(
            "messages.1.content.0: When thinking is disabled,", await simulator.RefusalAsync(second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thinking_Adaptive_GoesOnAfterResults()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        JsonObject second = await AfterToolUseAsync(simulator);
        second["thinking"] = JsonNode.Parse("""{"type":"adaptive"}""");

        JsonElement answer = await simulator.AnswerAsync(second);

        Assert.Equal("thinking", answer.GetProperty("content")[0].GetProperty("type").GetString());
    }

    [Fact]
    public async Task Thinking_Omitted_HasOnlyASignatureThatIsTakenBack()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        JsonObject second = await AfterToolUseAsync(simulator, """{"type":"adaptive","display":"omitted"}""");

        Assert.Equal("", second["messages"]![1]!["content"]![0]!["thinking"]!.GetValue<string>());
        await simulator.AnswerAsync(second);
    }

    [Fact]
    public async Task Thinking_Redacted_IsTakenBackOnlyUnchanged()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        const string Prompt = "ANTHROPIC_MAGIC_STRING_TRIGGER_REDACTED_THINKING_46C9A13E193C177646C7398A98432ECCCE4C1253D5E2D82641AC0E52CC2876CB";
        JsonElement answer = await simulator.AnswerAsync(Say(Prompt, ("thinking", Enabled)));
        JsonObject second = Say(Prompt, ("thinking", Enabled));
        second["messages"]!.AsArray().Add(Message("assistant", JsonNode.Parse(answer.GetProperty("content").GetRawText())));
        second["messages"]!.AsArray().Add(Message("user", "And now?"));

        await simulator.AnswerAsync(second);
        second["messages"]![1]!["content"]![0]!["data"] = "AAAA";

        Assert.Equal("redacted_thinking", answer.GetProperty("content")[0].GetProperty("type").GetString());
        Assert.Equal("messages.1.content.0: Invalid `data` in `redacted_thinking` block", await simulator.RefusalAsync(second));
    }

    [Theory]
    [InlineData("thinking", """{"type":"enabled"}""", "thinking.enabled.budget_tokens: Field required")]
    [InlineData("thinking", """{"type":"enabled","budget_tokens":1023}""", "thinking.enabled.budget_tokens: Input should be greater than or equal to 1024")]
    [InlineData("thinking", """{"type":"enabled","budget_tokens":4096}""", "`max_tokens` must be greater than `thinking.budget_tokens`.")]
    [InlineData("thinking", """{"type":"maybe"}""", "thinking: Input tag 'maybe' found using 'type' does not match any of the expected tags: 'adaptive', 'disabled', 'enabled'")]
    [InlineData("thinking", """{"type":"adaptive","budget_tokens":2000}""", "thinking.adaptive.budget_tokens: Extra inputs are not permitted")]
    [InlineData("temperature", "0.5", "`temperature` may only be set to 1 when thinking is enabled")]
    [InlineData("top_k", "5", "`top_k` must be unset when thinking is enabled.")]
    [InlineData("top_p", "0.5", "`top_p` must be greater than or equal to 0.95 or unset when thinking is enabled.")]
    [InlineData("tool_choice", """{"type":"any"}""", "Thinking may not be enabled when tool_choice forces tool use.")]
    public async Task Thinking_OddlyAskedFor_IsRefused(string member, string json, string message)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        string? refusal = await simulator.RefusalAsync(Say("hi", ("tools", $"[{Weather}]"), ("thinking", Enabled), (member, json)));

        Assert.StartsWith(message, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thinking_LongerThanMaxTokens_LeavesNoRoomForTheAnswer()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement answer = await simulator.AnswerAsync(
            Say("sim:think=one two three four five\nsim:reply=done", ("max_tokens", "3"), ("thinking", """{"type":"adaptive"}""")));

        JsonElement block = Assert.Single(answer.GetProperty("content").EnumerateArray());
        Assert.Equal("one two thre", block.GetProperty("thinking").GetString());
        Assert.Equal("max_tokens", answer.GetProperty("stop_reason").GetString());
        Assert.Equal(3, answer.GetProperty("usage").GetProperty("output_tokens").GetInt32());
    }

    /// <summary>A conversation that has thought and used a tool, ready to be sent with the tool's result.</summary>
    private static async Task<JsonObject> AfterToolUseAsync(TestSimulator simulator, string thinking = Enabled)
    {
        JsonObject body = Say("sim:think=let me see\ncall:get_weather", ("tools", $"[{Weather}]"), ("thinking", thinking));
        JsonElement answer = await simulator.AnswerAsync(body);
        JsonElement content = answer.GetProperty("content");
        Assert.Equal(["thinking", "tool_use"], content.EnumerateArray().Select(b => b.GetProperty("type").GetString()));
        body["messages"]!.AsArray().Add(Message("assistant", JsonNode.Parse(content.GetRawText())));
        body["messages"]!.AsArray().Add(Message("user", new JsonArray(new JsonObject
        {
            ["type"] = "tool_result",
            ["tool_use_id"] = content[1].GetProperty("id").GetString(),
            ["content"] = "rain",
        })));
        return body;
    }
}
