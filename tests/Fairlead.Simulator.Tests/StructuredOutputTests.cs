using System.Text.Json;
using OpenAI.Chat;

namespace Fairlead.Simulator.Tests;

public sealed class StructuredOutputTests
{
    private const string Schema =
        """{"type":"object","properties":{"title":{"type":"string"},"steps":{"type":"array","items":{"$ref":"#/$defs/step"},"minItems":2},"done":{"type":"boolean"}},"required":["title","steps","done"],"additionalProperties":false,"$defs":{"step":{"type":"object","properties":{"at":{"type":"string","format":"date-time"},"effort":{"type":"integer","minimum":3,"maximum":5}},"required":["at","effort"],"additionalProperties":false}}}""";

    private static CancellationToken Cancelled => TestSimulator.Cancelled;

    [Fact]
    public async Task Answer_JsonSchema_SatisfiesIt()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        var options = new ChatCompletionOptions
        {
            ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("plan", BinaryData.FromString(Schema), jsonSchemaIsStrict: true),
        };

        ChatCompletion answer = await simulator.Chat().CompleteChatAsync([new UserChatMessage("Plan")], options, Cancelled);

        AssertPlan(answer.Content[0].Text);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("json-schema")]
    public async Task Answer_SchemaInAFencedBlock_SatisfiesIt(string mark)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        string system = $"Answer with JSON only, matching this schema:\n```{mark}\n{Schema}\n```\nNothing else.";

        ChatCompletion answer = await simulator.Chat().CompleteChatAsync(
            [new SystemChatMessage(system), new UserChatMessage("Plan")], cancellationToken: Cancelled);

        AssertPlan(answer.Content[0].Text);
    }

    [Theory]
    [InlineData("""{"a":1}""")]
    [InlineData("""{"type":"ship"}""")]
    [InlineData("{")]
    public async Task Answer_FencedJsonThatIsNoSchema_IsText(string json)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        string text = await simulator.ReplyAsync($"What is this?\n```json\n{json}\n```");

        Assert.Contains("simulated answer", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_JsonObject_IsAnObject()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        var options = new ChatCompletionOptions { ResponseFormat = ChatResponseFormat.CreateJsonObjectFormat() };

        ChatCompletion answer = await simulator.Chat().CompleteChatAsync([new UserChatMessage("Some JSON please")], options, Cancelled);

        Assert.Equal(JsonValueKind.Object, JsonElement.Parse(answer.Content[0].Text).ValueKind);
    }

    private static void AssertPlan(string json)
    {
        JsonElement plan = JsonElement.Parse(json);
        Assert.Equal(["done", "steps", "title"], plan.EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal(2, plan.GetProperty("steps").GetArrayLength());
        Assert.All(plan.GetProperty("steps").EnumerateArray(), step =>
        {
            Assert.True(step.GetProperty("at").TryGetDateTimeOffset(out _));
            Assert.InRange(step.GetProperty("effort").GetInt32(), 3, 5);
        });
    }
}
