using OpenAI.Embeddings;
using OpenAI.Models;

namespace Fairlead.Conformance.Tests;

public sealed class CatalogTests
{
    [Fact]
    public async Task Models_Listed_CanEachBeGot()
    {
        await using var rig = await ConformanceRig.StartAsync();
        var client = rig.Client().GetOpenAIModelClient();

        OpenAIModelCollection models = await client.GetModelsAsync(ConformanceRig.Cancelled);
        OpenAIModel prefixed = await client.GetModelAsync("openai-compatible/gpt-5", ConformanceRig.Cancelled);

        Assert.Equal(["gpt-5", "not-upstream", "text-embedding-3-small"], models.Select(static model => model.Id));
        Assert.Equal(("openai-compatible/gpt-5", "openai-compatible"), (prefixed.Id, prefixed.OwnedBy));
        foreach (var model in models)
        {
            Assert.Equal(model.Id, (await client.GetModelAsync(model.Id, ConformanceRig.Cancelled)).Value.Id);
        }
    }

    [Fact]
    public async Task Embed_Texts_GivesAVectorEach()
    {
        await using var rig = await ConformanceRig.StartAsync();

        OpenAIEmbeddingCollection vectors = await rig.Client().GetEmbeddingClient("text-embedding-3-small").GenerateEmbeddingsAsync(["sea", "sky"], cancellationToken: ConformanceRig.Cancelled);

        Assert.Equal([1536, 1536], vectors.Select(static vector => vector.ToFloats().Length));
        Assert.Contains("base64", rig.Simulator.Received[^1].Body, StringComparison.Ordinal);
    }
}
