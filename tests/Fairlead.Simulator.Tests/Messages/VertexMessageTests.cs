using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Simulator.Tests.GoogleTokens;
using static Fairlead.Simulator.Tests.Messages.MessagesClient;

namespace Fairlead.Simulator.Tests.Messages;

public sealed class VertexMessageTests : IDisposable
{
    private const string Models = "/v1/projects/harbour/locations/us-east5/publishers/anthropic/models/";
    private const string Whole = Models + "claude-sonnet:rawPredict";
    private readonly ServiceAccount account = new();

    [Fact]
    public async Task Answer_RawPredict_IsAMessage()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(account.Options);

        using HttpResponseMessage response = await simulator.AskAsync(Vertex("sim:reply=ahoy"), Whole, await TokenAsync(simulator), ("anthropic-version", ""));
        JsonElement answer = await TestSimulator.JsonAsync(response);

        Assert.Equal("ahoy", answer.GetProperty("content")[0].GetProperty("text").GetString());
        Assert.Equal("claude-sonnet", answer.GetProperty("model").GetString());
        Assert.StartsWith("msg_vrtx_01", answer.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("req_vrtx_01", response.Headers.GetValues("request-id").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_StreamRawPredictBelowAPrefix_IsTheSameEvents()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(account.Options);
        (string name, string value) = await TokenAsync(simulator);
        simulator.Http.DefaultRequestHeaders.Add(name, value);

        JsonElement[] events = await simulator.StreamAsync(
            Vertex("sim:reply=ahoy"), "/some/prefix/publishers/anthropic/models/claude-sonnet:streamRawPredict");

        Assert.Equal("message_start", events[0].GetProperty("type").GetString());
        Assert.Equal("message_stop", events[^1].GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("vertex-2023-10-16")]
    [InlineData(null)]
    public async Task CountTokens_ModelInTheBody_IsCountedWithAVersionOrWithout(string? version)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(account.Options);
        JsonObject body = Vertex("hi");
        body.Remove("max_tokens");
        body["model"] = "claude-sonnet";
        body.Remove("anthropic_version");
        if (version is not null)
        {
            body["anthropic_version"] = version;
        }

        using HttpResponseMessage response = await simulator.AskAsync(body, Models + "count-tokens:rawPredict", await TokenAsync(simulator));

        Assert.True((await TestSimulator.JsonAsync(response)).GetProperty("input_tokens").GetInt32() > 0);
    }

    [Theory]
    [InlineData("anthropic_version", null, "anthropic_version: Field required")]
    [InlineData("anthropic_version", "\"2023-06-01\"", "anthropic_version: Input should be 'vertex-2023-10-16'")]
    [InlineData("model", "\"claude-sonnet\"", "model: Extra inputs are not permitted")]
    [InlineData("max_tokens", null, "max_tokens: Field required")]
    [InlineData("tools", """[{"name":"f","strict":false,"input_schema":{"type":"object"}}]""", "tools.0.custom.strict: Extra inputs are not permitted")]
    public async Task Body_Wrong_IsRefusedAsTheModelsApiDoes(string name, string? json, string message)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(account.Options);
        JsonObject body = Vertex("hi");
        body.Remove(name);
        if (json is not null)
        {
            body[name] = JsonNode.Parse(json);
        }

        using HttpResponseMessage response = await simulator.AskAsync(body, Whole, await TokenAsync(simulator));

        Assert.Equal((400, "invalid_request_error", message), await ErrorAsync(response));
    }

    [Theory]
    [InlineData(Whole, "hi", false, 401, "UNAUTHENTICATED")]
    [InlineData(Whole, "sim:status=401", true, 401, "UNAUTHENTICATED")]
    [InlineData(Whole, "sim:status=403", true, 403, "PERMISSION_DENIED")]
    [InlineData(Whole, "sim:status=429", true, 429, "RESOURCE_EXHAUSTED")]
    [InlineData(Models + "claude-none:rawPredict", "hi", true, 404, "NOT_FOUND")]
    [InlineData(Models + "claude-sonnet:predict", "hi", true, 404, "NOT_FOUND")]
    [InlineData(Models + "claude-sonnet", "hi", true, 404, "NOT_FOUND")]
    public async Task Refusal_OfGoogle_IsInGooglesShape(string address, string prompt, bool signedIn, int code, string status)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(account.Options);

        using HttpResponseMessage response = await simulator.AskAsync(Vertex(prompt), address, signedIn ? [await TokenAsync(simulator)] : []);
        JsonElement error = (await TestSimulator.JsonAsync(response)).GetProperty("error");

        Assert.Equal(code, (int)response.StatusCode);
        Assert.Equal(code, error.GetProperty("code").GetInt32());
        Assert.Equal(status, error.GetProperty("status").GetString());
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        Assert.Equal(code == 429, response.Headers.Contains("Retry-After"));
    }

    [Fact]
    public async Task FailRate_Overloaded_IsTheModelsApis()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(account.Options with { FailRate = 1, FailStatus = 529 });

        using HttpResponseMessage response = await simulator.AskAsync(Vertex("hi"), Whole, await TokenAsync(simulator));

        Assert.Equal((529, "overloaded_error", "Overloaded"), await ErrorAsync(response));
    }

    public void Dispose() => account.Dispose();

    private async Task<(string, string)> TokenAsync(TestSimulator simulator) => ("Authorization", $"Bearer {await account.TokenAsync(simulator)}");

    private static JsonObject Vertex(string text) => Say(text, ("model", null), ("anthropic_version", "\"vertex-2023-10-16\""));
}
