using System.ClientModel;
using System.Text;
using OpenAI.Responses;

namespace Fairlead.Simulator.Tests.Responses;

public sealed class ResponseSdkTests
{
    private static readonly ResponseTool Weather = ResponseTool.CreateFunctionTool(
        "get_weather",
        BinaryData.FromString("""{"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}"""),
        strictModeEnabled: true);

    private static CancellationToken Cancelled => TestSimulator.Cancelled;

    [Fact]
    public async Task Create_BySdk_AnswersAndIsFoundAgain()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        ResponsesClient client = simulator.Responses();

        ResponseResult made = await client.CreateResponseAsync("gpt-5", "sim:reply=fair winds", null, Cancelled);
        ResponseResult found = await client.GetResponseAsync(made.Id, Cancelled);
        ResponseDeletionResult deleted = await client.DeleteResponseAsync(made.Id, Cancelled);

        Assert.Equal("fair winds", made.GetOutputText());
        Assert.Equal(ResponseStatus.Completed, made.Status);
        Assert.Equal(made.Usage.InputTokenCount + made.Usage.OutputTokenCount, made.Usage.TotalTokenCount);
        Assert.Equal("fair winds", found.GetOutputText());
        Assert.True(deleted.Deleted);
        await Assert.ThrowsAsync<ClientResultException>(() => client.GetResponseAsync(made.Id, Cancelled));
    }

    [Fact]
    public async Task Create_ToolsOverTwoTurnsBySdk_EndInText()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        var options = new CreateResponseOptions("gpt-5", [ResponseItem.CreateUserMessageItem("call:get_weather\nsim:think=which city")])
        {
            StoredOutputEnabled = false,
            ReasoningOptions = new ResponseReasoningOptions { ReasoningSummaryVerbosity = ResponseReasoningSummaryVerbosity.Auto },
        };
        options.IncludedProperties.Add(IncludedResponseProperty.ReasoningEncryptedContent);
        options.Tools.Add(Weather);
        ResponseResult asked = await simulator.Responses().CreateResponseAsync(options, Cancelled);
        FunctionCallResponseItem call = asked.OutputItems.OfType<FunctionCallResponseItem>().Single();
        foreach (ResponseItem item in asked.OutputItems)
        {
            options.InputItems.Add(item);
        }

        options.InputItems.Add(ResponseItem.CreateFunctionCallOutputItem(call.CallId, "nineteen degrees"));
        ResponseResult answer = await simulator.Responses().CreateResponseAsync(options, Cancelled);

        Assert.Equal("which city", asked.OutputItems.OfType<ReasoningResponseItem>().Single().GetSummaryText());
        Assert.Contains("get_weather returned: nineteen degrees", answer.GetOutputText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_BySdk_SaysWhatTheWholeAnswerDoes()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        ResponsesClient client = simulator.Responses();
        ResponseResult whole = await client.CreateResponseAsync("gpt-5", "Name three knots.", null, Cancelled);

        var text = new StringBuilder();
        ResponseResult? completed = null;
        int last = -1;
        await foreach (StreamingResponseUpdate update in await client.CreateResponseStreamingAsync("gpt-5", "Name three knots.", null, Cancelled))
        {
            Assert.Equal(last + 1, update.SequenceNumber);
            last = update.SequenceNumber;
            text.Append((update as StreamingResponseOutputTextDeltaUpdate)?.Delta);
            completed = (update as StreamingResponseCompletedUpdate)?.Response ?? completed;
        }

        Assert.Equal(whole.GetOutputText(), text.ToString());
        Assert.Equal(whole.GetOutputText(), completed?.GetOutputText());
        Assert.Equal(whole.Usage.OutputTokenCount, completed?.Usage.OutputTokenCount);
    }

    [Fact]
    public async Task Follow_PreviousResponseBySdk_ListsAllInput()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        ResponsesClient client = simulator.Responses();
        ResponseResult first = await client.CreateResponseAsync("gpt-5", "One.", null, Cancelled);

        ResponseResult second = await client.CreateResponseAsync("gpt-5", "Two.", first.Id, Cancelled);
        var items = new List<ResponseItem>();
        await foreach (ResponseItem item in client.GetResponseInputItemsAsync(second.Id, Cancelled))
        {
            items.Add(item);
        }

        Assert.Equal(first.Id, second.PreviousResponseId);
        Assert.Equal(3, items.Count);
        Assert.All(items, i => Assert.IsAssignableFrom<MessageResponseItem>(i));
    }

    [Fact]
    public async Task Create_WrongKeyBySdk_Is401()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { ApiKey = "sk-right" });

        ClientResultException error = await Assert.ThrowsAsync<ClientResultException>(
            () => simulator.Responses("sk-wrong").CreateResponseAsync("gpt-5", "hi", null, Cancelled));

        Assert.Equal(401, error.Status);
    }
}
