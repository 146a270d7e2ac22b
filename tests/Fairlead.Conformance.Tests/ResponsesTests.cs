using System.ClientModel;
using OpenAI.Responses;

namespace Fairlead.Conformance.Tests;

/// <summary>The official client's Responses, at an upstream that keeps them itself and at one that speaks Chat alone.</summary>
public sealed class ResponsesTests
{
    private static readonly ResponseTool Weather = ResponseTool.CreateFunctionTool(
        "get_weather",
        BinaryData.FromString("""{"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}"""),
        strictModeEnabled: false);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_Made_IsFoundListedAndDeleted(bool chatAlone)
    {
        await using var rig = await ConformanceRig.StartAsync(chatAlone: chatAlone);
        var client = rig.Client().GetResponsesClient();

        ResponseResult made = await client.CreateResponseAsync("gpt-5", "sim:reply=fair winds", null, ConformanceRig.Cancelled);
        ResponseResult found = await client.GetResponseAsync(made.Id, ConformanceRig.Cancelled);
        var items = new List<ResponseItem>();
        await foreach (var item in client.GetResponseInputItemsAsync(made.Id, ConformanceRig.Cancelled))
        {
            items.Add(item);
        }

        var other = await Assert.ThrowsAsync<ClientResultException>(() => rig.Client(rig.AccessToken).GetResponsesClient().GetResponseAsync(made.Id, ConformanceRig.Cancelled));
        ResponseDeletionResult deleted = await client.DeleteResponseAsync(made.Id, ConformanceRig.Cancelled);
        var gone = await Assert.ThrowsAsync<ClientResultException>(() => client.GetResponseAsync(made.Id, ConformanceRig.Cancelled));

        Assert.Equal(("fair winds", "fair winds"), (made.GetOutputText(), found.GetOutputText()));
        Assert.Equal("sim:reply=fair winds", Assert.IsAssignableFrom<MessageResponseItem>(Assert.Single(items)).Content[0].Text);
        Assert.True(deleted.Deleted);
        Assert.Equal((404, 404), (other.Status, gone.Status));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Follow_AToolCall_EndsInText(bool chatAlone)
    {
        await using var rig = await ConformanceRig.StartAsync(chatAlone: chatAlone);
        var client = rig.Client().GetResponsesClient();
        var question = new CreateResponseOptions("gpt-5", [ResponseItem.CreateUserMessageItem("call:get_weather")]);
        question.Tools.Add(Weather);
        ResponseResult asked = await client.CreateResponseAsync(question, ConformanceRig.Cancelled);
        var call = asked.OutputItems.OfType<FunctionCallResponseItem>().Single();

        var answer = new CreateResponseOptions("gpt-5", [ResponseItem.CreateFunctionCallOutputItem(call.CallId, "nineteen degrees")]) { PreviousResponseId = asked.Id, StreamingEnabled = true };
        answer.Tools.Add(Weather);
        ResponseResult? told = null;
        await foreach (var update in await client.CreateResponseStreamingAsync(answer, ConformanceRig.Cancelled))
        {
            told = update is StreamingResponseCompletedUpdate completed ? completed.Response : told;
        }

        Assert.Contains("nineteen degrees", told!.GetOutputText(), StringComparison.Ordinal);
        Assert.Equal(asked.Id, told.PreviousResponseId);
        Assert.Equal(told.GetOutputText(), (await client.GetResponseAsync(told.Id, ConformanceRig.Cancelled)).Value.GetOutputText());
    }
}
