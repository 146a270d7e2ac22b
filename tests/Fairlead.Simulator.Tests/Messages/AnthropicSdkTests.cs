using System.Text;
using System.Text.Json;
using Anthropic;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;

namespace Fairlead.Simulator.Tests.Messages;

/// <summary>The vendor's own client takes the simulator for the vendor.</summary>
public sealed class AnthropicSdkTests
{
    private static readonly Tool Weather = new()
    {
        Name = "get_weather",
        InputSchema = new InputSchema
        {
            Properties = new Dictionary<string, JsonElement> { ["city"] = JsonElement.Parse("""{"type":"string"}""") },
            Required = ["city"],
        },
    };

    private static CancellationToken Cancelled => TestSimulator.Cancelled;

    [Fact]
    public async Task Create_PlainPrompt_IsAnswered()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { ApiKey = "sk-right" });
        using AnthropicClient client = simulator.Anthropic("sk-right");

        Message message = await client.Messages.Create(
            Ask("sim:reply=ahoy\nsim:cached=3") with { System = "Be kind.", StopSequences = ["THE END"] }, Cancelled);

        message.Validate();
        Assert.True(Assert.Single(message.Content).TryPickText(out TextBlock? text));
        Assert.Equal("ahoy", text.Text);
        Assert.Equal(StopReason.EndTurn, message.StopReason!.Value());
        Assert.Equal(3, message.Usage.CacheReadInputTokens);
        Assert.True(message.Usage.InputTokens > 0);
    }

    [Fact]
    public async Task CreateStreaming_Thinking_ComesBeforeTheText()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        using AnthropicClient client = simulator.Anthropic();
        var thought = new StringBuilder();
        var said = new StringBuilder();
        string? signature = null;
        StopReason? stop = null;

        await foreach (RawMessageStreamEvent step in client.Messages.CreateStreaming(
            Ask("sim:think=let me see\nsim:reply=done now") with { Thinking = new ThinkingConfigEnabled(1024) }, Cancelled))
        {
            if (step.TryPickContentBlockDelta(out RawContentBlockDeltaEvent? delta))
            {
                thought.Append(delta.Delta.TryPickThinking(out ThinkingDelta? thinking) ? thinking.Thinking : "");
                said.Append(delta.Delta.TryPickText(out TextDelta? text) ? text.Text : "");
                signature = delta.Delta.TryPickSignature(out SignatureDelta? signed) ? signed.Signature : signature;
            }

            stop = step.TryPickDelta(out RawMessageDeltaEvent? end) ? end.Delta.StopReason?.Value() : stop;
        }

        Assert.Equal("let me see", thought.ToString());
        Assert.Equal("done now", said.ToString());
        Assert.NotEmpty(signature!);
        Assert.Equal(StopReason.EndTurn, stop);
    }

    [Fact]
    public async Task Create_ToolUsedWithThinking_GoesOnWithItsResult()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        using AnthropicClient client = simulator.Anthropic();
        MessageCreateParams first = Ask("""call:get_weather{"city":"Oslo"}""") with
        {
            Tools = [Weather],
            Thinking = new ThinkingConfigEnabled(1024),
        };

        Message called = await client.Messages.Create(first, Cancelled);
        Assert.True(called.Content[0].TryPickThinking(out ThinkingBlock? thought));
        Assert.True(called.Content[1].TryPickToolUse(out ToolUseBlock? use));
        var result = new ToolResultBlockParam(use.ID) { Content = "rain" };
        Message message = await client.Messages.Create(
            first with
            {
                Messages =
                [
                    first.Messages[0],
                    new AssistantMessageParam(
                        new List<ContentBlockParam>
                        {
                            new ThinkingBlockParam { Thinking = thought.Thinking, Signature = thought.Signature },
                            new ToolUseBlockParam { ID = use.ID, Name = use.Name, Input = use.Input },
                        }),
                    new UserMessageParam(new List<ContentBlockParam> { result }),
                ],
            },
            Cancelled);

        Assert.Equal(StopReason.ToolUse, called.StopReason!.Value());
        Assert.Equal("Oslo", use.Input["city"].GetString());
        Assert.True(message.Content[0].TryPickText(out TextBlock? text));
        Assert.Contains("get_weather returned: rain", text.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_Images_AreTaken()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        using AnthropicClient client = simulator.Anthropic();
        var content = new List<ContentBlockParam>
        {
            new ImageBlockParam(new Base64ImageSource { Data = "iVBORw0KGgo=", MediaType = MediaType.ImagePng }),
            new ImageBlockParam(new UrlImageSource("https://a.example/b.png")),
            new TextBlockParam("sim:reply=a harbour"),
        };

        Message message = await client.Messages.Create(Ask("") with { Messages = [new UserMessageParam(content)] }, Cancelled);

        Assert.True(message.Content[0].TryPickText(out TextBlock? text));
        Assert.Equal("a harbour", text.Text);
    }

    [Fact]
    public async Task Create_SchemaAndEffort_GiveJsonOfTheSchema()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        using AnthropicClient client = simulator.Anthropic();
        var schema = JsonElement.Parse(
            """{"type":"object","properties":{"days":{"type":"integer"}},"required":["days"],"additionalProperties":false}""");

        Message message = await client.Messages.Create(
            Ask("How long?") with
            {
                Thinking = new ThinkingConfigAdaptive(),
                OutputConfig = new OutputConfig
                {
                    Effort = Effort.Max,
                    Format = new JsonOutputFormat { Schema = schema.EnumerateObject().ToDictionary(p => p.Name, p => p.Value) },
                },
            },
            Cancelled);

        Assert.True(message.Content[^1].TryPickText(out TextBlock? text));
        Assert.Equal(JsonValueKind.Number, JsonElement.Parse(text.Text).GetProperty("days").ValueKind);
    }

    [Fact]
    public async Task CountTokens_Conversation_IsWhatItIsBilled()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        using AnthropicClient client = simulator.Anthropic();

        MessageTokensCount count = await client.Messages.CountTokens(
            new MessageCountTokensParams { Model = "claude-sonnet", Messages = [new UserMessageParam("How many?")] }, Cancelled);
        Message message = await client.Messages.Create(Ask("How many?"), Cancelled);

        Assert.Equal(message.Usage.InputTokens, count.InputTokens);
    }

    [Fact]
    public async Task Models_ListAndRetrieve_AreTheOffered()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { Models = ["claude-a", "claude-b"] });
        using AnthropicClient client = simulator.Anthropic();

        var page = await client.Models.List(cancellationToken: Cancelled);
        var one = await client.Models.Retrieve("claude-b", cancellationToken: Cancelled);

        Assert.Equal(["claude-a", "claude-b"], page.Items.Select(m => m.ID));
        Assert.False(page.HasNext());
        one.Validate();
        Assert.Equal("claude-b", one.DisplayName);
    }

    [Fact]
    public async Task Create_Refused_ThrowsTheVendorsExceptions()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { ApiKey = "sk-right" });
        using AnthropicClient client = simulator.Anthropic("sk-right");
        using AnthropicClient stranger = simulator.Anthropic("sk-wrong");

        await Assert.ThrowsAsync<AnthropicUnauthorizedException>(() => stranger.Messages.Create(Ask("hi"), Cancelled));
        await Assert.ThrowsAsync<AnthropicRateLimitException>(() => client.Messages.Create(Ask("sim:status=429"), Cancelled));
        await Assert.ThrowsAsync<AnthropicNotFoundException>(() => client.Messages.Create(Ask("hi") with { Model = "claude-none" }, Cancelled));
        var overloaded = await Assert.ThrowsAnyAsync<Anthropic5xxException>(() => client.Messages.Create(Ask("sim:status=529"), Cancelled));
        var tooLong = await Assert.ThrowsAnyAsync<AnthropicBadRequestException>(
            () => client.Messages.Create(Ask("sim:error=context_length_exceeded"), Cancelled));

        Assert.Contains("overloaded_error", overloaded.Message, StringComparison.Ordinal);
        Assert.Contains("prompt is too long: ", tooLong.Message, StringComparison.Ordinal);
    }

    private static MessageCreateParams Ask(string text) => new()
    {
        Model = "claude-sonnet",
        MaxTokens = 4096,
        Messages = [new UserMessageParam(text)],
    };
}
