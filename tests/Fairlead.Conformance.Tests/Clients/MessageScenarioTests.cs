using System.Text.Json;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;
using Fairlead.Conformance.Tests.Providers;

namespace Fairlead.Conformance.Tests.Clients;

/// <summary>Anthropic's client, against a provider of every type.</summary>
public sealed class MessageScenarioTests(ConnectedServer server)
{
    private static readonly Tool Weather = ToolOf("get_weather");
    private static readonly Tool Tides = ToolOf("get_tides");

    public static TheoryData<string> Providers => ProviderFixtures.Identifiers;

    public static TheoryData<string> Counting { get; } = [.. ProviderFixtures.All.Where(static fixture => fixture.Dialect == UpstreamDialect.Messages).Select(static fixture => fixture.Identifier)];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Create_Text_IsAnsweredWithUsage(string provider)
    {
        var answer = await CreateAsync(Ask(provider, "sim:reply=Hello, Zoë 😀") with { System = "Be kind." });

        answer.Validate();
        Assert.Equal(("Hello, Zoë 😀", StopReason.EndTurn), (TextOf(answer), answer.StopReason!.Value()));
        Assert.True(answer.Usage is { InputTokens: > 0, OutputTokens: > 0 });
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Create_CutByLength_SaysMaxTokens(string provider)
    {
        var answer = await CreateAsync(Ask(provider, "sim:tokens=100") with { MaxTokens = 20 });

        Assert.Equal(StopReason.MaxTokens, answer.StopReason!.Value());
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Stream_Text_HasEveryEventInOrder(string provider)
    {
        var told = await StreamAsync(Ask(provider, "sim:reply=one two three four"));

        Assert.Equal(("one two three four", StopReason.EndTurn), (told.Text.ToString(), told.Stop));
        Assert.Equal(["message_start", "content_block_start", "content_block_delta", "content_block_stop", "message_delta", "message_stop"], told.Kinds.Distinct().Where(static kind => kind != "ping"));
        Assert.Equal(ProviderFixtures.Of(provider).ClientModel, told.Model);
        Assert.True(told.Kinds.Count(static kind => kind == "content_block_delta") > 2);
        Assert.True(told.OutputTokens > 0);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Create_ParallelTools_TakeTheirResultsOverTwoTurns(string provider)
    {
        var ask = Ask(provider, """call:get_weather{"city":"Oslo"} call:get_tides{"city":"Bergen"}""") with { Tools = [Weather, Tides] };

        var asked = await CreateAsync(ask);
        var uses = asked.Content.Where(static block => block.TryPickToolUse(out _)).Select(static block => (ToolUseBlock)block.Value!).ToList();
        var answer = await CreateAsync(ask with { Messages = [ask.Messages[0], Said(asked), Results(uses)] });
        var again = await CreateAsync(ask with { Messages = [ask.Messages[0], Said(asked), Results(uses), Said(answer), new UserMessageParam("""call:get_weather{"city":"Moss"}""")] });

        Assert.Equal(StopReason.ToolUse, asked.StopReason!.Value());
        Assert.Equal([("get_weather", "Oslo"), ("get_tides", "Bergen")], uses.Select(static use => (use.Name, use.Input["city"].GetString())));
        Assert.Contains("get_weather says so", TextOf(answer), StringComparison.Ordinal);
        Assert.Equal(StopReason.ToolUse, again.StopReason!.Value());
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Stream_ParallelTools_ComeInFragmentsOfTheirBlocks(string provider)
    {
        var told = await StreamAsync(Ask(provider, """call:get_weather{"city":"Oslo"} call:get_tides{"city":"Bergen"}""") with { Tools = [Weather, Tides] });

        Assert.Equal(StopReason.ToolUse, told.Stop);
        Assert.Equal(
            [("get_weather", "Oslo"), ("get_tides", "Bergen")],
            told.Tools.Select(tool => (tool.Value, JsonElement.Parse(told.Arguments[tool.Key].ToString()).GetProperty("city").GetString())));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Thinking_WithToolsOverTurns_IsTakenBackAsItCame(string provider)
    {
        var ask = Ask(provider, "sim:think=let me see\n" + """call:get_weather{"city":"Oslo"}""") with { Tools = [Weather], Thinking = new ThinkingConfigEnabled(1024) };

        var asked = await CreateAsync(ask);
        var uses = asked.Content.Where(static block => block.TryPickToolUse(out _)).Select(static block => (ToolUseBlock)block.Value!).ToList();
        var answer = await CreateAsync(ask with { Messages = [ask.Messages[0], Said(asked), Results(uses)] });
        var third = await CreateAsync(ask with { Messages = [ask.Messages[0], Said(asked), Results(uses), Said(answer), new UserMessageParam("sim:reply=done now")] });

        Assert.Equal("get_weather", Assert.Single(uses).Name);
        Assert.True(asked.Content[0].TryPickThinking(out var thought));
        Assert.Equal("let me see", thought.Thinking);
        Assert.Contains("get_weather says so", TextOf(answer), StringComparison.Ordinal);
        Assert.Equal("done now", TextOf(third));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Stream_Thinking_ComesBeforeTheText(string provider)
    {
        var told = await StreamAsync(Ask(provider, "sim:think=let me see\nsim:reply=done now") with { Thinking = new ThinkingConfigEnabled(1024) });

        Assert.Equal(("let me see", "done now"), (told.Thought.ToString(), told.Text.ToString()));

        // OpenAI's own are reached in Responses, which seal the thoughts.
        Assert.Equal(ProviderFixtures.Of(provider).Dialect is UpstreamDialect.Messages or UpstreamDialect.Converse || provider is "openai" or "azure-openai", !string.IsNullOrEmpty(told.Signature));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Create_Image_IsTaken(string provider)
    {
        var image = new ImageBlockParam(new Base64ImageSource { Data = ChatScenarioTests.Pixel, MediaType = MediaType.ImagePng });
        var content = new List<ContentBlockParam> { image, new TextBlockParam("sim:reply=a harbour") };

        var answer = await CreateAsync(Ask(provider, "") with { Messages = [new UserMessageParam(content)] });

        Assert.Equal("a harbour", TextOf(answer));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task CountTokens_Conversation_IsCounted(string provider)
    {
        var model = ProviderFixtures.Of(provider).ClientModel;

        var count = await server.Anthropic().Messages.CountTokens(new MessageCountTokensParams { Model = model, Messages = [new UserMessageParam("How many?")] }, ConnectedServer.Cancelled);
        var more = await server.Anthropic().Messages.CountTokens(new MessageCountTokensParams { Model = model, Messages = [new UserMessageParam("How many, when there are more words?")] }, ConnectedServer.Cancelled);

        Assert.InRange(count.InputTokens, 1, more.InputTokens - 1);
    }

    [Theory]
    [MemberData(nameof(Counting))]
    public async Task CountTokens_WhereTheUpstreamCounts_IsWhatItBills(string provider)
    {
        var count = await server.Anthropic().Messages.CountTokens(
            new MessageCountTokensParams { Model = ProviderFixtures.Of(provider).ClientModel, Messages = [new UserMessageParam("How many?")] }, ConnectedServer.Cancelled);

        Assert.Equal((await CreateAsync(Ask(provider, "How many?"))).Usage.InputTokens, count.InputTokens);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Create_Failure_IsTheClientsExceptionOfItsKind(string provider)
    {
        await Assert.ThrowsAsync<AnthropicRateLimitException>(() => CreateAsync(Ask(provider, "sim:status=429")));
        var broken = await Assert.ThrowsAnyAsync<Anthropic5xxException>(() => CreateAsync(Ask(provider, "sim:status=500")));
        var overloaded = await Assert.ThrowsAnyAsync<Anthropic5xxException>(() => CreateAsync(Ask(provider, "sim:status=503")));
        var tooLong = await Assert.ThrowsAnyAsync<AnthropicBadRequestException>(() => CreateAsync(Ask(provider, "sim:error=context_length_exceeded")));

        Assert.Contains("api_error", broken.Message, StringComparison.Ordinal);
        Assert.Equal((529, true), ((int)overloaded.StatusCode, overloaded.Message.Contains("overloaded_error", StringComparison.Ordinal)));
        Assert.Contains("invalid_request_error", tooLong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_Listed_HaveOneOfEveryProvider()
    {
        var page = await server.Anthropic().Models.List(new() { Limit = 1000 }, ConnectedServer.Cancelled);
        var one = await server.Anthropic().Models.Retrieve("bedrock/claude-sonnet-4-5-20250929", cancellationToken: ConnectedServer.Cancelled);

        var listed = page.Items.Select(static model => model.ID).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(ProviderFixtures.All.Where(fixture => !listed.Contains(fixture.ClientModel) && !(fixture.IsDeclared && listed.Contains(fixture.Model))).Select(static fixture => fixture.ClientModel));
        one.Validate();
        Assert.Equal("bedrock/claude-sonnet-4-5-20250929", one.ID);
    }

    private static Tool ToolOf(string name) => new()
    {
        Name = name,
        InputSchema = new InputSchema { Properties = new Dictionary<string, JsonElement> { ["city"] = JsonElement.Parse("""{"type":"string"}""") }, Required = ["city"] },
    };

    private static MessageCreateParams Ask(string provider, string text) => new() { Model = ProviderFixtures.Of(provider).ClientModel, MaxTokens = 4096, Messages = [new UserMessageParam(text)] };

    private static string TextOf(Message answer) => string.Concat(answer.Content.Select(static block => block.TryPickText(out var text) ? text.Text : ""));

    // What came goes back as JSON, as clients do it that keep the answer.
    private static AssistantMessageParam Said(Message answer) => new(JsonSerializer.Deserialize<List<ContentBlockParam>>(JsonSerializer.Serialize(answer.Content))!);

    private static UserMessageParam Results(IEnumerable<ToolUseBlock> uses) =>
        new(uses.Select(static use => (ContentBlockParam)new ToolResultBlockParam(use.ID) { Content = $"{use.Name} says so" }).ToList());

    private Task<Message> CreateAsync(MessageCreateParams ask) => server.Anthropic().Messages.Create(ask, ConnectedServer.Cancelled);

    private Task<ToldMessage> StreamAsync(MessageCreateParams ask) => ToldMessage.ReadAsync(server.Anthropic().Messages.CreateStreaming(ask, ConnectedServer.Cancelled));
}
