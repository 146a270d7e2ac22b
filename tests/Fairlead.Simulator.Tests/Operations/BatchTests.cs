using System.Text.Json;
using OpenAI.Files;

namespace Fairlead.Simulator.Tests.Operations;

public sealed class BatchTests
{
    [Fact]
    public async Task Batch_Followed_CompletesWithALineForEachRequest()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        JsonElement made = await CreateAsync(simulator);
        string path = $"/v1/batches/{made.GetProperty("id").GetString()}";

        JsonElement running = await GetAsync(simulator, path);
        JsonElement done = await GetAsync(simulator, path);
        string output = await simulator.Http.GetStringAsync(
            $"/v1/files/{done.GetProperty("output_file_id").GetString()}/content", TestSimulator.Cancelled);
        JsonElement listed = await GetAsync(simulator, "/v1/batches");

        Assert.Equal(["validating", "in_progress", "completed"], new[] { made, running, done }.Select(b => b.GetProperty("status").GetString()));
        Assert.Equal(2, done.GetProperty("request_counts").GetProperty("completed").GetInt32());
        Assert.Equal(
            ["a", "b"],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonElement.Parse(l).GetProperty("custom_id").GetString()));
        Assert.Equal(1, listed.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task Batch_Cancelled_EndsCancelledAndStaysSo()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        JsonElement made = await CreateAsync(simulator);
        string path = $"/v1/batches/{made.GetProperty("id").GetString()}";

        JsonElement cancelling = await simulator.AskAsync($"{path}/cancel", "{}");
        JsonElement cancelled = await GetAsync(simulator, path);
        (int status, _) = await simulator.RefusalAsync($"{path}/cancel", "{}");

        Assert.Equal("cancelling", cancelling.GetProperty("status").GetString());
        Assert.Equal("cancelled", cancelled.GetProperty("status").GetString());
        Assert.Equal(409, status);
    }

    [Theory]
    [InlineData("""{"endpoint":"/v1/responses","completion_window":"24h"}""", "input_file_id")]
    [InlineData("""{"input_file_id":"f","endpoint":"/v1/rerank","completion_window":"24h"}""", "endpoint")]
    [InlineData("""{"input_file_id":"f","endpoint":"/v1/responses","completion_window":"1h"}""", "completion_window")]
    [InlineData("""{"input_file_id":"f","endpoint":"/v1/responses","completion_window":"24h"}""", "input_file_id")]
    public async Task Create_BadRequest_Is400(string body, string param)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        (int status, JsonElement error) = await simulator.RefusalAsync("/v1/batches", body);

        Assert.Equal((400, param), (status, error.GetProperty("param").GetString()));
    }

    private static async Task<JsonElement> CreateAsync(TestSimulator simulator)
    {
        OpenAIFile file = await simulator.Sdk().GetOpenAIFileClient().UploadFileAsync(
            BinaryData.FromString("{\"custom_id\":\"a\"}\n{\"custom_id\":\"b\"}\n"), "in.jsonl", FileUploadPurpose.Batch);
        return await simulator.AskAsync(
            "/v1/batches", $$"""{"input_file_id":"{{file.Id}}","endpoint":"/v1/chat/completions","completion_window":"24h","metadata":null}""");
    }

    private static async Task<JsonElement> GetAsync(TestSimulator simulator, string path)
    {
        using HttpResponseMessage response = await simulator.Http.GetAsync(path, TestSimulator.Cancelled);
        return await TestSimulator.JsonAsync(response);
    }
}
