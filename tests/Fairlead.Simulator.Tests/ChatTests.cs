using System.Text;
using OpenAI.Chat;

namespace Fairlead.Simulator.Tests;

public sealed class ChatTests
{
    private static CancellationToken Cancelled => TestSimulator.Cancelled;

    [Fact]
    public async Task Answer_PlainPrompt_EchoesItAndSaysItIsSimulated()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        ChatCompletion answer = await simulator.Chat("claude-sonnet")
            .CompleteChatAsync([new SystemChatMessage("Be kind."), new UserChatMessage("Where is the harbour?")], cancellationToken: Cancelled);

        Assert.Contains("Where is the harbour?", answer.Content[0].Text, StringComparison.Ordinal);
        Assert.Contains("simulated", answer.Content[0].Text, StringComparison.Ordinal);
        Assert.Equal(ChatFinishReason.Stop, answer.FinishReason);
        Assert.Equal("claude-sonnet", answer.Model);
        Assert.StartsWith("chatcmpl-", answer.Id, StringComparison.Ordinal);
        Assert.True(answer.Usage.InputTokenCount > 0);
        Assert.Equal(answer.Usage.InputTokenCount + answer.Usage.OutputTokenCount, answer.Usage.TotalTokenCount);
    }

    [Fact]
    public async Task Stream_SamePrompt_SaysAndBillsWhatTheWholeAnswerDoes()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        ChatMessage[] prompt = [new UserChatMessage("Name three knots, please. Ünïcode 🚢🚢🚢 too.")];
        ChatCompletion whole = await simulator.Chat().CompleteChatAsync(prompt, cancellationToken: Cancelled);

        var text = new StringBuilder();
        ChatTokenUsage? usage = null;
        ChatFinishReason? finish = null;
        await foreach (StreamingChatCompletionUpdate update in simulator.Chat().CompleteChatStreamingAsync(prompt, cancellationToken: Cancelled))
        {
            text.Append(string.Concat(update.ContentUpdate.Select(c => c.Text)));
            usage = update.Usage ?? usage;
            finish = update.FinishReason ?? finish;
        }

        Assert.Equal(whole.Content[0].Text, text.ToString());
        Assert.Equal(ChatFinishReason.Stop, finish);
        Assert.NotNull(usage);
        Assert.Equal(whole.Usage.InputTokenCount, usage.InputTokenCount);
        Assert.Equal(whole.Usage.OutputTokenCount, usage.OutputTokenCount);
    }

    [Fact]
    public async Task Answer_MaxTokensReached_StopsForLength()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        ChatCompletion answer = await simulator.Chat().CompleteChatAsync(
            [new UserChatMessage("sim:tokens=50")], new ChatCompletionOptions { MaxOutputTokenCount = 7 }, Cancelled);

        Assert.Equal(ChatFinishReason.Length, answer.FinishReason);
        Assert.Equal(7, answer.Usage.OutputTokenCount);
    }

    [Fact]
    public async Task Answer_StopSequenceInIt_EndsBeforeIt()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        var options = new ChatCompletionOptions();
        options.StopSequences.Add("THREE");

        ChatCompletion answer = await simulator.Chat().CompleteChatAsync([new UserChatMessage("sim:reply=one two THREE four")], options, Cancelled);

        Assert.Equal("one two ", answer.Content[0].Text);
        Assert.Equal(ChatFinishReason.Stop, answer.FinishReason);
    }

    [Fact]
    public async Task Answer_SeveralChoices_AreCountedTogether()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        const string Body = """{"model":"gpt-5","n":3,"messages":[{"role":"user","content":"sim:tokens=5"}]}""";

        using HttpResponseMessage response = await simulator.PostAsync("/v1/chat/completions", Body);
        var answer = await TestSimulator.JsonAsync(response);

        Assert.Equal([0, 1, 2], answer.GetProperty("choices").EnumerateArray().Select(c => c.GetProperty("index").GetInt32()));
        Assert.Equal(15, answer.GetProperty("usage").GetProperty("completion_tokens").GetInt32());
    }

    [Fact]
    public async Task Answer_SameSeed_IsTheSameOnAnotherServer()
    {
        await using TestSimulator first = await TestSimulator.StartAsync(new SimulatorOptions { Seed = 11 });
        await using TestSimulator second = await TestSimulator.StartAsync(new SimulatorOptions { Seed = 11 });
        await using TestSimulator other = await TestSimulator.StartAsync(new SimulatorOptions { Seed = 12 });

        ChatCompletion[] answers = [await AskAsync(first), await AskAsync(second), await AskAsync(other)];

        Assert.Equal(answers[0].Content[0].Text, answers[1].Content[0].Text);
        Assert.Equal(answers[0].Id, answers[1].Id);
        Assert.NotEqual(answers[0].Content[0].Text, answers[2].Content[0].Text);
        Assert.NotEqual(answers[0].Id, answers[2].Id);

        static async Task<ChatCompletion> AskAsync(TestSimulator simulator) =>
            await simulator.Chat().CompleteChatAsync([new UserChatMessage("sim:tokens=30")], cancellationToken: Cancelled);
    }

    [Fact]
    public async Task Answer_Headers_AreTheVendors()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        using HttpResponseMessage whole = await simulator.SayAsync("hi");
        using HttpResponseMessage stream = await simulator.SayAsync("hi", stream: true);

        Assert.Equal("application/json", whole.Content.Headers.ContentType?.ToString());
        Assert.Equal("text/event-stream; charset=utf-8", stream.Content.Headers.ContentType?.ToString());
        Assert.StartsWith("req_", whole.Headers.GetValues("x-request-id").Single(), StringComparison.Ordinal);
        Assert.True(long.Parse(stream.Headers.GetValues("openai-processing-ms").Single(), null) >= 0);
        Assert.StartsWith(
            "fp_simulated", (await TestSimulator.JsonAsync(whole)).GetProperty("system_fingerprint").GetString(), StringComparison.Ordinal);
    }
}
