using System.Text.Json;

namespace Fairlead.Simulator.Tests.Operations;

public sealed class RerankTests
{
    [Fact]
    public async Task Rerank_Documents_PutsTheLikestFirst()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement answer = await simulator.AskAsync("/v1/rerank", """
            {"model":"gpt-5","query":"the calm sea","documents":["database index",{"text":"the calm sea today"},"a gull"],"top_n":2,"return_documents":true}
            """);

        JsonElement[] results = [.. answer.GetProperty("results").EnumerateArray()];
        Assert.Equal(2, results.Length);
        Assert.Equal(1, results[0].GetProperty("index").GetInt32());
        Assert.Equal("the calm sea today", results[0].GetProperty("document").GetProperty("text").GetString());
        Assert.True(results[0].GetProperty("relevance_score").GetDouble() >= results[1].GetProperty("relevance_score").GetDouble());
    }

    [Theory]
    [InlineData("""{"model":"gpt-5","documents":["a"]}""", "query")]
    [InlineData("""{"model":"gpt-5","query":"a"}""", "documents")]
    [InlineData("""{"model":"gpt-5","query":"a","documents":[]}""", "documents")]
    [InlineData("""{"model":"gpt-5","query":"a","documents":["b"],"top_n":0}""", "top_n")]
    public async Task Rerank_BadRequest_Is400(string body, string param)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        (int status, JsonElement error) = await simulator.RefusalAsync("/v1/rerank", body);

        Assert.Equal((400, param), (status, error.GetProperty("param").GetString()));
    }
}
