using System.Text.Json;
using OpenAI.Embeddings;

namespace Fairlead.Simulator.Tests;

public sealed class EmbeddingTests
{
    private static CancellationToken Cancelled => TestSimulator.Cancelled;

    [Fact]
    public async Task Embed_BySdk_GivesUnitVectorsThatRepeat()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        EmbeddingClient client = simulator.Sdk().GetEmbeddingClient("text-embedding-3-small");

        OpenAIEmbeddingCollection vectors = await client.GenerateEmbeddingsAsync(
            ["the calm sea", "the calm sea today", "database index"], cancellationToken: Cancelled);
        OpenAIEmbedding again = await client.GenerateEmbeddingAsync("the calm sea", cancellationToken: Cancelled);

        float[][] v = [.. vectors.Select(e => e.ToFloats().ToArray())];
        Assert.All(v, x => Assert.Equal(1_536, x.Length));
        Assert.All(v, x => Assert.Equal(1, Dot(x, x), 0.0001));
        Assert.Equal(v[0], again.ToFloats().ToArray());
        Assert.True(Dot(v[0], v[1]) > Dot(v[0], v[2]));
        Assert.Equal(vectors.Usage.InputTokenCount, vectors.Usage.TotalTokenCount);
    }

    [Fact]
    public async Task Embed_Dimensions_ShortensAndKeepsLengthOne()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        OpenAIEmbedding vector = await simulator.Sdk().GetEmbeddingClient("text-embedding-3-large").GenerateEmbeddingAsync(
            "harbour", new EmbeddingGenerationOptions { Dimensions = 256 }, Cancelled);

        float[] values = vector.ToFloats().ToArray();
        Assert.Equal(256, values.Length);
        Assert.Equal(1, Dot(values, values), 0.0001);
    }

    [Fact]
    public async Task Embed_FloatAndBase64_AreTheSameNumbers()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement floats = (await EmbedAsync(simulator, "\"sea\"", ",\"encoding_format\":\"float\""))[0];
        JsonElement encoded = (await EmbedAsync(simulator, "\"sea\"", ",\"encoding_format\":\"base64\""))[0];

        byte[] bytes = encoded.GetProperty("embedding").GetBytesFromBase64();
        float[] decoded = [.. Enumerable.Range(0, bytes.Length / 4).Select(i => BitConverter.ToSingle(bytes, i * 4))];
        Assert.Equal(floats.GetProperty("embedding").EnumerateArray().Select(n => n.GetSingle()), decoded);
    }

    [Theory]
    [InlineData("[1,2,3]", 1)]
    [InlineData("[[1,2],[3]]", 2)]
    [InlineData("[\"a\",\"b\"]", 2)]
    public async Task Embed_InputKinds_GiveOneVectorEach(string input, int expected)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement data = await EmbedAsync(simulator, input, "");

        Assert.Equal(Enumerable.Range(0, expected), data.EnumerateArray().Select(e => e.GetProperty("index").GetInt32()));
    }

    [Theory]
    [InlineData("""{"model":"text-embedding-3-small"}""")]
    [InlineData("""{"model":"text-embedding-3-small","input":""}""")]
    [InlineData("""{"model":"text-embedding-3-small","input":[]}""")]
    [InlineData("""{"model":"text-embedding-3-small","input":{"a":1}}""")]
    [InlineData("""{"model":"text-embedding-3-small","input":"a","dimensions":5000}""")]
    [InlineData("""{"model":"text-embedding-3-small","input":"a","encoding_format":"hex"}""")]
    public async Task Embed_BadRequest_Is400(string body)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        using HttpResponseMessage response = await simulator.PostAsync("/v1/embeddings", body);

        Assert.Equal(400, (int)response.StatusCode);
    }

    private static async Task<JsonElement> EmbedAsync(TestSimulator simulator, string input, string more)
    {
        using HttpResponseMessage response = await simulator.PostAsync(
            "/v1/embeddings", $$"""{"model":"text-embedding-3-small","input":{{input}}{{more}}}""");
        return (await TestSimulator.JsonAsync(response)).GetProperty("data");
    }

    private static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
}
