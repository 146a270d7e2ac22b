using System.Text.Json;

namespace Fairlead.Simulator.Tests.Responses;

public sealed class ResponseShapeTests
{
    [Fact]
    public async Task Create_Plain_TellsEveryParameterBack()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement made = await simulator.AskAsync(
            "/v1/responses", """{"model":"gpt-5","input":"sim:reply=ok sim:cached=2","temperature":0.25,"text":{"verbosity":"low"}}""");

        Assert.Equal(
            [
                "id", "object", "created_at", "status", "background", "error", "incomplete_details", "instructions", "max_output_tokens",
                "max_tool_calls", "model", "output", "parallel_tool_calls", "previous_response_id", "prompt_cache_key", "reasoning",
                "safety_identifier", "service_tier", "store", "temperature", "text", "tool_choice", "tools", "top_logprobs", "top_p",
                "truncation", "usage", "user", "metadata",
            ],
            made.EnumerateObject().Select(p => p.Name));
        Assert.StartsWith("resp_", made.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal("0.25", made.GetProperty("temperature").GetRawText());
        Assert.Equal("""{"format":{"type":"text"},"verbosity":"low"}""", made.GetProperty("text").GetRawText());
        Assert.Equal(2, made.GetProperty("usage").GetProperty("input_tokens_details").GetProperty("cached_tokens").GetInt32());
    }

    [Fact]
    public async Task Create_LimitReached_IsIncomplete()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement made = await simulator.AskAsync(
            "/v1/responses", """{"model":"gpt-5","input":"sim:tokens=50 sim:reasoning=10","max_output_tokens":16}""");

        Assert.Equal("incomplete", made.GetProperty("status").GetString());
        Assert.Equal("max_output_tokens", made.GetProperty("incomplete_details").GetProperty("reason").GetString());
        JsonElement usage = made.GetProperty("usage");
        Assert.Equal(16, usage.GetProperty("output_tokens").GetInt32());
        Assert.Equal(10, usage.GetProperty("output_tokens_details").GetProperty("reasoning_tokens").GetInt32());
    }

    [Fact]
    public async Task Create_Refusal_IsARefusalPart()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement made = await simulator.AskAsync("/v1/responses", """{"model":"gpt-5","input":"sim:stop=refusal"}""");

        JsonElement part = made.GetProperty("output")[0].GetProperty("content")[0];
        Assert.Equal("refusal", part.GetProperty("type").GetString());
        Assert.NotEmpty(part.GetProperty("refusal").GetString()!);
        Assert.Equal("completed", made.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Create_JsonSchema_IsSatisfied()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        const string Body = """
            {"model":"gpt-5","input":"Where?","text":{"format":{"type":"json_schema","name":"place","strict":true,
             "schema":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}}}}
            """;

        JsonElement made = await simulator.AskAsync("/v1/responses", Body);

        string text = made.GetProperty("output")[0].GetProperty("content")[0].GetProperty("text").GetString()!;
        Assert.Equal(JsonValueKind.String, JsonElement.Parse(text).GetProperty("city").ValueKind);
    }

    [Theory]
    [InlineData("""{"type":"allowed_tools","mode":"required","tools":[{"type":"function","name":"b"}]}""", "b", "function_call")]
    [InlineData("""{"type":"custom","name":"c"}""", "c", "custom_tool_call")]
    [InlineData("\"required\"", "a", "function_call")]
    public async Task Create_ToolDemanded_IsCalled(string choice, string name, string type)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement made = await simulator.AskAsync("/v1/responses", $$"""
            {"model":"gpt-5","input":"Go.","tool_choice":{{choice}},
             "tools":[{"type":"function","name":"a"},{"type":"function","name":"b"},{"type":"custom","name":"c"},{"type":"web_search"}]}
            """);

        JsonElement call = Assert.Single(made.GetProperty("output").EnumerateArray());
        Assert.Equal((type, name), (call.GetProperty("type").GetString(), call.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Create_ErrorOrdered_IsThatStatusBeforeAnyEvent()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        (int status, JsonElement error) = await simulator.RefusalAsync(
            "/v1/responses", """{"model":"gpt-5","stream":true,"input":"sim:error=context_length_exceeded"}""");

        Assert.Equal((400, "context_length_exceeded"), (status, error.GetProperty("code").GetString()));
    }
}
