using System.Text.Json;
using OpenAI.Moderations;

namespace Fairlead.Simulator.Tests.Operations;

public sealed class ModerationTests
{
    [Fact]
    public async Task Classify_BySdk_FlagsWhatIsNamed()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { Models = ["omni-moderation-latest"] });

        ModerationResultCollection results = await simulator.Sdk().GetModerationClient("omni-moderation-latest").ClassifyTextAsync(
            ["a calm sea", "pure violence"], TestSimulator.Cancelled);

        Assert.Equal([false, true], results.Select(r => r.Flagged));
        Assert.True(results[1].Violence.Flagged);
        Assert.True(results[1].Violence.Score > results[0].Violence.Score);
    }

    [Theory]
    [InlineData("{}", 400)]
    [InlineData("""{"input":[]}""", 400)]
    [InlineData("""{"input":[1]}""", 400)]
    [InlineData("""{"input":"sim:status=503"}""", 503)]
    public async Task Classify_BadOrFailing_IsRefused(string body, int status)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        (int got, _) = await simulator.RefusalAsync("/v1/moderations", body);

        Assert.Equal(status, got);
    }

    [Fact]
    public async Task Classify_Parts_AreOneInput()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement answer = await simulator.AskAsync(
            "/v1/moderations", """{"input":[{"type":"text","text":"hate"},{"type":"image_url","image_url":{"url":"https://example.com/a.png"}}]}""");

        Assert.True(Assert.Single(answer.GetProperty("results").EnumerateArray()).GetProperty("flagged").GetBoolean());
    }
}
