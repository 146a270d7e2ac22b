using System.ClientModel;
using System.Text;
using System.Text.Json;
using Fairlead.Conformance.Tests.Providers;
using OpenAI.Chat;

namespace Fairlead.Conformance.Tests.Clients;

/// <summary>OpenAI's Chat client, against a provider of every type.</summary>
public sealed class ChatScenarioTests(ConnectedServer server)
{
    internal const string CitySchema = """{"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}""";
    internal const string Pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static readonly ChatTool Weather = ChatTool.CreateFunctionTool("get_weather", "Weather of a city", BinaryData.FromString(CitySchema));
    private static readonly ChatTool Tides = ChatTool.CreateFunctionTool("get_tides", "Tides of a city", BinaryData.FromString(CitySchema));

    public static TheoryData<string> Providers => ProviderFixtures.Identifiers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Complete_Text_IsAnsweredWithUsage(string provider)
    {
        ChatCompletion answer = await Client(provider).CompleteChatAsync(
            [new SystemChatMessage("Be kind."), new UserChatMessage("sim:reply=Hello, Zoë 😀")], new ChatCompletionOptions { MaxOutputTokenCount = 500 }, ConnectedServer.Cancelled);

        Assert.Equal(("Hello, Zoë 😀", ChatFinishReason.Stop, ChatMessageRole.Assistant), (answer.Content[0].Text, answer.FinishReason, answer.Role));
        Assert.True(answer.Usage is { InputTokenCount: > 0, OutputTokenCount: > 0 });
        Assert.Equal(answer.Usage.InputTokenCount + answer.Usage.OutputTokenCount, answer.Usage.TotalTokenCount);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Complete_CutByLength_SaysLength(string provider)
    {
        ChatCompletion answer = await Client(provider).CompleteChatAsync(
            [new UserChatMessage("sim:tokens=100")], new ChatCompletionOptions { MaxOutputTokenCount = 20 }, ConnectedServer.Cancelled);

        Assert.Equal(ChatFinishReason.Length, answer.FinishReason);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Stream_Text_ComesInPiecesWithUsageAtTheEnd(string provider)
    {
        var pieces = new List<string>();
        ChatFinishReason? finish = null;
        ChatTokenUsage? usage = null;

        await foreach (var update in Client(provider).CompleteChatStreamingAsync([new UserChatMessage("sim:reply=one two three four")], cancellationToken: ConnectedServer.Cancelled))
        {
            pieces.AddRange(update.ContentUpdate.Select(static part => part.Text));
            finish = update.FinishReason ?? finish;
            usage = update.Usage ?? usage;
        }

        Assert.Equal(("one two three four", ChatFinishReason.Stop), (string.Concat(pieces), finish));
        Assert.True(pieces.Count > 2);
        Assert.True(usage is { InputTokenCount: > 0, OutputTokenCount: > 0 });
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Complete_ParallelTools_TakeTheirResults(string provider)
    {
        var client = Client(provider);
        List<ChatMessage> turns = [new UserChatMessage("""call:get_weather{"city":"Oslo"} call:get_tides{"city":"Bergen"}""")];
        var options = new ChatCompletionOptions { Tools = { Weather, Tides } };

        ChatCompletion asked = await client.CompleteChatAsync(turns, options, ConnectedServer.Cancelled);
        turns.AddRange([new AssistantChatMessage(asked), .. asked.ToolCalls.Select(static call => new ToolChatMessage(call.Id, $"{call.FunctionName} says so"))]);
        ChatCompletion answer = await client.CompleteChatAsync(turns, options, ConnectedServer.Cancelled);

        Assert.Equal(ChatFinishReason.ToolCalls, asked.FinishReason);
        Assert.Equal([("get_weather", "Oslo"), ("get_tides", "Bergen")], asked.ToolCalls.Select(static call => (call.FunctionName, CityOf(call.FunctionArguments.ToString()))));
        Assert.Equal(2, asked.ToolCalls.Select(static call => call.Id).Distinct().Count());
        Assert.Contains("get_weather says so", answer.Content[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Stream_ParallelTools_ComeInFragmentsByIndex(string provider)
    {
        var calls = new SortedDictionary<int, (string? Id, string? Name, StringBuilder Arguments)>();
        ChatFinishReason? finish = null;

        await foreach (var update in Client(provider).CompleteChatStreamingAsync(
            [new UserChatMessage("""call:get_weather{"city":"Oslo"} call:get_tides{"city":"Bergen"}""")], new ChatCompletionOptions { Tools = { Weather, Tides } }, ConnectedServer.Cancelled))
        {
            finish = update.FinishReason ?? finish;
            foreach (var piece in update.ToolCallUpdates)
            {
                var call = calls.GetValueOrDefault(piece.Index, (null, null, new StringBuilder()));
                call.Arguments.Append(piece.FunctionArgumentsUpdate);
                calls[piece.Index] = (call.Id ?? piece.ToolCallId, call.Name ?? piece.FunctionName, call.Arguments);
            }
        }

        Assert.Equal(ChatFinishReason.ToolCalls, finish);
        Assert.Equal([("get_weather", "Oslo"), ("get_tides", "Bergen")], calls.Values.Select(static call => (call.Name, CityOf(call.Arguments.ToString()))));
        Assert.All(calls.Values, static call => Assert.False(string.IsNullOrEmpty(call.Id)));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Complete_JsonSchema_AnswersJsonOfIt(string provider)
    {
        var options = new ChatCompletionOptions { ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("place", BinaryData.FromString(CitySchema), jsonSchemaIsStrict: true) };

        ChatCompletion answer = await Client(provider).CompleteChatAsync([new UserChatMessage("Where will it rain?")], options, ConnectedServer.Cancelled);

        Assert.Equal(JsonValueKind.String, JsonElement.Parse(answer.Content[0].Text).GetProperty("city").ValueKind);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Complete_ImageByDataUrl_IsTaken(string provider)
    {
        var image = ChatMessageContentPart.CreateImagePart(BinaryData.FromBytes(Convert.FromBase64String(Pixel)), "image/png");

        ChatCompletion answer = await Client(provider).CompleteChatAsync(
            [new UserChatMessage(ChatMessageContentPart.CreateTextPart("sim:reply=a harbour"), image)], cancellationToken: ConnectedServer.Cancelled);

        Assert.Equal("a harbour", answer.Content[0].Text);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Complete_Failure_IsTheClientsExceptionOfOurStatusAndCode(string provider)
    {
        // A refusal in the client's own dialect passes as it is, and Azure's has the status for a code.
        await FailsAsync(provider, "sim:status=429", 429, provider == "azure-openai" ? "429" : "rate_limit_exceeded");
        await FailsAsync(provider, "sim:status=500", 502, "upstream_error");
        await FailsAsync(provider, "sim:status=503", 503, "upstream_overloaded");
        await FailsAsync(provider, "sim:error=context_length_exceeded", 400, "context_length_exceeded");
    }

    private static string? CityOf(string arguments) => JsonElement.Parse(arguments).GetProperty("city").GetString();

    private async Task FailsAsync(string provider, string prompt, int status, string code)
    {
        var failure = await Assert.ThrowsAsync<ClientResultException>(() => Client(provider).CompleteChatAsync([new UserChatMessage(prompt)], cancellationToken: ConnectedServer.Cancelled));

        Assert.Equal((prompt, status, code), (prompt, failure.Status, JsonElement.Parse(failure.GetRawResponse()!.Content.ToString()).GetProperty("error").GetProperty("code").GetString()));
    }

    private ChatClient Client(string provider) => server.OpenAI().GetChatClient(ProviderFixtures.Of(provider).ClientModel);
}
