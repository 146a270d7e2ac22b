using System.Text.Json;

namespace Fairlead.Simulator.Tests.Azure;

public sealed class AzureOpenAITests
{
    private const string Version = "?api-version=2024-10-21";
    private const string Hello = """{"messages":[{"role":"user","content":"sim:reply=ahoy"}]}""";

    [Theory]
    [InlineData("/openai/deployments/gpt-5/chat/completions" + Version, Hello)]
    [InlineData("/openai/deployments/gpt-5/completions" + Version, """{"prompt":"sim:reply=ahoy"}""")]
    [InlineData("/openai/deployments/text-embedding-3-small/embeddings" + Version, """{"input":"ahoy"}""")]
    [InlineData("/openai/responses" + Version, """{"model":"gpt-5","input":"ahoy"}""")]
    [InlineData("/openai/v1/responses", """{"model":"gpt-5","input":"ahoy"}""")]
    [InlineData("/openai/v1/chat/completions", """{"model":"gpt-5","messages":[{"role":"user","content":"ahoy"}]}""")]
    public async Task Answer_ByApiKeyHeader_IsGiven(string path, string body)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { ApiKey = "az-key" });
        simulator.Http.DefaultRequestHeaders.Add("api-key", "az-key");

        JsonElement answer = await simulator.AskAsync(path, body);

        Assert.NotEmpty(answer.GetProperty("model").GetString()!);
    }

    [Fact]
    public async Task Answer_ModelInTheBody_IsOverruledByTheDeployment()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement answer = await simulator.AskAsync(
            "/openai/deployments/gpt-5/chat/completions" + Version, """{"model":"ignored","messages":[{"role":"user","content":"hi"}]}""");

        Assert.Equal("gpt-5", answer.GetProperty("model").GetString());
    }

    [Theory]
    [InlineData("/openai/deployments/gpt-5/chat/completions", 404, "404")]
    [InlineData("/openai/deployments/none/chat/completions" + Version, 404, "DeploymentNotFound")]
    [InlineData("/openai/deployments/gpt-5/nothing" + Version, 404, "404")]
    public async Task Address_Wrong_IsRefusedAsAzureDoes(string path, int status, string code)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        (int got, JsonElement error) = await simulator.RefusalAsync(path, Hello);

        Assert.Equal(status, got);
        Assert.Equal(["code", "message"], error.EnumerateObject().Select(p => p.Name));
        Assert.Equal(code, error.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("/openai/v1/chat/completions")]
    [InlineData("/openai/deployments/gpt-5/chat/completions" + Version)]
    public async Task Key_Wrong_Is401(string path)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { ApiKey = "az-key" });
        simulator.Http.DefaultRequestHeaders.Add("api-key", "other");

        (int status, JsonElement error) = await simulator.RefusalAsync(path, Hello);

        Assert.Equal((401, "401"), (status, error.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task ContentFilter_Ordered_NamesItsCategories()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        (int status, JsonElement error) = await simulator.RefusalAsync(
            "/openai/deployments/gpt-5/chat/completions" + Version, """{"messages":[{"role":"user","content":"sim:error=content_filter"}]}""");

        Assert.Equal((400, "content_filter", "prompt"), (
            status, error.GetProperty("code").GetString(), error.GetProperty("param").GetString()));
        JsonElement inner = error.GetProperty("innererror");
        Assert.Equal("ResponsibleAIPolicyViolation", inner.GetProperty("code").GetString());
        Assert.True(inner.GetProperty("content_filter_result").GetProperty("violence").GetProperty("filtered").GetBoolean());
    }

    [Fact]
    public async Task RateLimit_Drawn_IsWordedAsAzureDoes()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { FailRate = 1, FailStatus = 429 });

        using HttpResponseMessage response = await simulator.PostAsync("/openai/deployments/gpt-5/chat/completions" + Version, Hello);

        Assert.Equal(429, (int)response.StatusCode);
        Assert.Equal("1", response.Headers.RetryAfter?.ToString());
        Assert.Equal("429", (await TestSimulator.JsonAsync(response)).GetProperty("error").GetProperty("code").GetString());
    }
}
