using System.ClientModel;
using System.Text;
using System.Text.Json;
using Fairlead.Conformance.Tests.Providers;
using OpenAI.Responses;

namespace Fairlead.Conformance.Tests.Clients;

/// <summary>OpenAI's Responses client, against a provider of every type.</summary>
public sealed class ResponseScenarioTests(ConnectedServer server)
{
    private static readonly BinaryData City = BinaryData.FromString(ChatScenarioTests.CitySchema);
    private static readonly ResponseTool Weather = ResponseTool.CreateFunctionTool("get_weather", City, strictModeEnabled: true);
    private static readonly ResponseTool Tides = ResponseTool.CreateFunctionTool("get_tides", City, strictModeEnabled: true);

    public static TheoryData<string> Providers => ProviderFixtures.Identifiers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Create_Text_IsAnsweredWithUsage(string provider)
    {
        ResponseResult made = await server.OpenAI().GetResponsesClient().CreateResponseAsync(ProviderFixtures.Of(provider).ClientModel, "sim:reply=fair winds", null, ConnectedServer.Cancelled);

        Assert.Equal(("fair winds", ResponseStatus.Completed), (made.GetOutputText(), made.Status));
        Assert.True(made.Usage is { InputTokenCount: > 0, OutputTokenCount: > 0 });
        Assert.Equal(made.Usage.InputTokenCount + made.Usage.OutputTokenCount, made.Usage.TotalTokenCount);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Stream_Text_HasEveryEventInOrder(string provider)
    {
        var text = new StringBuilder();
        var kinds = new List<Type>();
        ResponseResult? completed = null;
        var next = 0;

        await foreach (var update in await server.OpenAI().GetResponsesClient().CreateResponseStreamingAsync(Ask(provider, "sim:reply=one two three four", streams: true), ConnectedServer.Cancelled))
        {
            Assert.Equal(next++, update.SequenceNumber);
            kinds.Add(update.GetType());
            text.Append((update as StreamingResponseOutputTextDeltaUpdate)?.Delta);
            completed = (update as StreamingResponseCompletedUpdate)?.Response ?? completed;
        }

        Assert.Equal(("one two three four", "one two three four"), (text.ToString(), completed?.GetOutputText()));
        Assert.Equal(
            [
                typeof(StreamingResponseCreatedUpdate), typeof(StreamingResponseInProgressUpdate), typeof(StreamingResponseOutputItemAddedUpdate), typeof(StreamingResponseContentPartAddedUpdate),
                typeof(StreamingResponseOutputTextDeltaUpdate), typeof(StreamingResponseOutputTextDoneUpdate), typeof(StreamingResponseContentPartDoneUpdate), typeof(StreamingResponseOutputItemDoneUpdate),
                typeof(StreamingResponseCompletedUpdate),
            ],
            kinds.Distinct());
        Assert.True(kinds.Count(static kind => kind == typeof(StreamingResponseOutputTextDeltaUpdate)) > 2);
        Assert.True(completed!.Usage is { InputTokenCount: > 0, OutputTokenCount: > 0 });
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Create_ParallelTools_TakeTheirResults(string provider)
    {
        var client = server.OpenAI().GetResponsesClient();
        var options = WithTools(provider);

        ResponseResult asked = await client.CreateResponseAsync(options, ConnectedServer.Cancelled);
        var calls = asked.OutputItems.OfType<FunctionCallResponseItem>().ToList();
        foreach (var item in asked.OutputItems.Concat(calls.Select(static call => ResponseItem.CreateFunctionCallOutputItem(call.CallId, $"{call.FunctionName} says so"))))
        {
            options.InputItems.Add(item);
        }

        ResponseResult answer = await client.CreateResponseAsync(options, ConnectedServer.Cancelled);

        Assert.Equal([("get_weather", "Oslo"), ("get_tides", "Bergen")], calls.Select(Said));
        Assert.Contains("get_weather says so", answer.GetOutputText(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Stream_ParallelTools_ComeInFragmentsOfTheirItems(string provider)
    {
        var fragments = new Dictionary<string, StringBuilder>();
        var whole = new Dictionary<string, FunctionCallResponseItem>();
        var options = WithTools(provider);
        options.StreamingEnabled = true;

        await foreach (var update in await server.OpenAI().GetResponsesClient().CreateResponseStreamingAsync(options, ConnectedServer.Cancelled))
        {
            if (update is StreamingResponseFunctionCallArgumentsDeltaUpdate piece)
            {
                fragments.TryAdd(piece.ItemId, new StringBuilder());
                fragments[piece.ItemId].Append(piece.Delta);
            }

            if (update is StreamingResponseOutputItemDoneUpdate { Item: FunctionCallResponseItem call })
            {
                whole.Add(call.Id, call);
            }
        }

        Assert.Equal([("get_weather", "Oslo"), ("get_tides", "Bergen")], whole.Values.Select(Said));
        Assert.All(whole, call => Assert.Equal(call.Value.FunctionArguments.ToString(), fragments[call.Key].ToString()));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Create_JsonSchema_AnswersJsonOfIt(string provider)
    {
        var options = Ask(provider, "Where will it rain?");
        options.TextOptions = new ResponseTextOptions { TextFormat = ResponseTextFormat.CreateJsonSchemaFormat("place", City, jsonSchemaIsStrict: true) };

        ResponseResult answer = await server.OpenAI().GetResponsesClient().CreateResponseAsync(options, ConnectedServer.Cancelled);

        Assert.Equal(JsonValueKind.String, JsonElement.Parse(answer.GetOutputText()).GetProperty("city").ValueKind);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Create_Image_IsTaken(string provider)
    {
        var options = Ask(provider, "Look.");
        options.InputItems.Add(ResponseItem.CreateUserMessageItem(
        [
            ResponseContentPart.CreateInputTextPart("sim:reply=a harbour"),
            ResponseContentPart.CreateInputImagePart(BinaryData.FromBytes(Convert.FromBase64String(ChatScenarioTests.Pixel), "image/png"), ResponseImageDetailLevel.Auto),
        ]));

        ResponseResult answer = await server.OpenAI().GetResponsesClient().CreateResponseAsync(options, ConnectedServer.Cancelled);

        Assert.Equal("a harbour", answer.GetOutputText());
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Create_Failure_IsTheClientsExceptionOfOurStatusAndCode(string provider)
    {
        await FailsAsync(provider, "sim:status=429", 429, provider == "azure-openai" ? "429" : "rate_limit_exceeded");
        await FailsAsync(provider, "sim:status=500", 502, "upstream_error");
        await FailsAsync(provider, "sim:error=context_length_exceeded", 400, "context_length_exceeded");
    }

    private static (string Name, string? City) Said(FunctionCallResponseItem call) =>
        (call.FunctionName, JsonElement.Parse(call.FunctionArguments.ToString()).GetProperty("city").GetString());

    private static CreateResponseOptions Ask(string provider, string prompt, bool streams = false) =>
        new(ProviderFixtures.Of(provider).ClientModel, [ResponseItem.CreateUserMessageItem(prompt)]) { StreamingEnabled = streams ? true : null };

    private static CreateResponseOptions WithTools(string provider)
    {
        var options = Ask(provider, """call:get_weather{"city":"Oslo"} call:get_tides{"city":"Bergen"}""");
        options.StoredOutputEnabled = false;
        options.Tools.Add(Weather);
        options.Tools.Add(Tides);
        return options;
    }

    private async Task FailsAsync(string provider, string prompt, int status, string code)
    {
        var failure = await Assert.ThrowsAsync<ClientResultException>(() => server.OpenAI().GetResponsesClient().CreateResponseAsync(Ask(provider, prompt), ConnectedServer.Cancelled));

        Assert.Equal((prompt, status, code), (prompt, failure.Status, JsonElement.Parse(failure.GetRawResponse()!.Content.ToString()).GetProperty("error").GetProperty("code").GetString()));
    }
}
