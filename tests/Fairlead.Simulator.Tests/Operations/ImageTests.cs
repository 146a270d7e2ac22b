using System.Text.Json;
using OpenAI.Images;

namespace Fairlead.Simulator.Tests.Operations;

public sealed class ImageTests
{
    private static readonly byte[] PngSignature = [0x89, 0x50, 0x4E, 0x47];

    private static readonly SimulatorOptions Offering = new() { Models = ["dall-e-2", "gpt-image-1"] };

    private static CancellationToken Cancelled => TestSimulator.Cancelled;

    [Fact]
    public async Task Generate_BytesBySdk_AreAPng()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(Offering);

        GeneratedImage image = await simulator.Sdk().GetImageClient("dall-e-2").GenerateImageAsync(
            "a gull", new ImageGenerationOptions { ResponseFormat = GeneratedImageFormat.Bytes }, Cancelled);

        Assert.Equal(PngSignature, image.ImageBytes.ToArray()[..4]);
    }

    [Fact]
    public async Task Generate_SeveralBySdk_AreAtDifferentAddresses()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(Offering);

        GeneratedImageCollection images = await simulator.Sdk().GetImageClient("dall-e-2").GenerateImagesAsync("a gull", 3, null, Cancelled);

        Assert.Equal(3, images.Select(i => i.ImageUri).Distinct().Count());
    }

    [Fact]
    public async Task EditAndVary_BySdk_GiveImages()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(Offering);
        ImageClient client = simulator.Sdk().GetImageClient("dall-e-2");
        using var picture = new MemoryStream(new byte[5_000]);
        using var another = new MemoryStream(new byte[5_000]);

        GeneratedImage edited = await client.GenerateImageEditAsync(picture, "a.png", "more gulls", null, Cancelled);
        GeneratedImage varied = await client.GenerateImageVariationAsync(another, "a.png", null, Cancelled);

        Assert.NotNull(edited.ImageUri);
        Assert.NotNull(varied.ImageUri);
        await Task.WhenAll(simulator.Server.Received.Select(r => r.Completion)); // The files are noted after the answer.
        Assert.Equal([5_000L, 5_000L], simulator.Server.Received.Select(r => Assert.Single(r.Files).Length));
    }

    [Fact]
    public async Task Generate_GptImage_GivesBytesAndUsage()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(Offering);

        JsonElement answer = await simulator.AskAsync("/v1/images/generations", """{"model":"gpt-image-1","prompt":"a gull"}""");

        Assert.True(answer.GetProperty("data")[0].TryGetProperty("b64_json", out _));
        Assert.True(answer.GetProperty("usage").GetProperty("total_tokens").GetInt32() > 0);
    }

    [Theory]
    [InlineData("""{"model":"dall-e-2"}""", 400)]
    [InlineData("""{"model":"dall-e-2","prompt":"x","n":11}""", 400)]
    [InlineData("""{"model":"gpt-image-1","prompt":"x","response_format":"url"}""", 400)]
    [InlineData("""{"model":"none","prompt":"x"}""", 404)]
    [InlineData("""{"model":"dall-e-2","prompt":"sim:error=content_policy_violation"}""", 400)]
    [InlineData("""{"model":"dall-e-2","prompt":"sim:status=500"}""", 500)]
    public async Task Generate_BadOrFailing_IsRefused(string body, int status)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(Offering);

        (int got, _) = await simulator.RefusalAsync("/v1/images/generations", body);

        Assert.Equal(status, got);
    }
}
