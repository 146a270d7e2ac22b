using System.Text.Json;

namespace Fairlead.Simulator.Tests;

public sealed class ValidationTests
{
    [Theory]
    [InlineData("{", null, null)]
    [InlineData("[]", null, null)]
    [InlineData("""{"messages":[]}""", null, null)]
    [InlineData("""{"model":"gpt-5"}""", "messages", "missing_required_parameter")]
    [InlineData("""{"model":"gpt-5","messages":"hi"}""", "messages", "invalid_type")]
    [InlineData("""{"model":"gpt-5","messages":[]}""", "messages", "empty_array")]
    [InlineData("""{"model":"gpt-5","messages":["hi"]}""", "messages[0]", "invalid_type")]
    [InlineData("""{"model":"gpt-5","messages":[{"content":"hi"}]}""", "messages[0].role", "missing_required_parameter")]
    [InlineData("""{"model":"gpt-5","messages":[{"role":"captain","content":"hi"}]}""", "messages[0].role", "invalid_value")]
    [InlineData("""{"model":"gpt-5","messages":[{"role":"user"}]}""", "messages.[0].content", null)]
    [InlineData("""{"model":"gpt-5","messages":[{"role":"user","content":{}}]}""", "messages[0].content", "invalid_type")]
    [InlineData("""{"model":"gpt-5","messages":[{"role":"user","content":[]}]}""", "messages[0].content", "empty_array")]
    [InlineData("""{"model":"gpt-5","messages":[{"role":"user","content":[{"type":"smell"}]}]}""", "messages[0].content[0].type", "invalid_value")]
    [InlineData("""{"model":"gpt-5","messages":[{"role":"tool","tool_call_id":"a","content":"x"}]}""", "messages.[0].role", null)]
    [InlineData("""{"model":"gpt-5","messages":[{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}]},{"role":"user","content":"x"}]}""", "messages.[0].role", null)]
    public async Task Chat_BrokenMessages_AreRefusedAsTheVendorDoes(string body, string? param, string? code) =>
        await AssertRefusedAsync(body, param, code);

    [Theory]
    [InlineData(""" "top_logprobs":3 """, "top_logprobs", null)]
    [InlineData(""" "logprobs":true,"top_logprobs":21 """, "top_logprobs", "integer_above_max_value")]
    [InlineData(""" "reasoning_effort":"huge" """, "reasoning_effort", "invalid_value")]
    [InlineData(""" "temperature":3 """, "temperature", "decimal_above_max_value")]
    [InlineData(""" "max_tokens":0 """, "max_tokens", "integer_below_min_value")]
    [InlineData(""" "n":0 """, "n", "integer_below_min_value")]
    [InlineData(""" "stream":"yes" """, "stream", "invalid_type")]
    [InlineData(""" "user":"uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu" """, "user", "string_above_max_length")]
    [InlineData(""" "stream_options":{"include_usage":true} """, "stream_options", null)]
    [InlineData(""" "tools":[] """, "tools", "empty_array")]
    [InlineData(""" "tool_choice":"auto" """, "tool_choice", null)]
    [InlineData(""" "tools":[{"type":"function","function":{"name":"a b"}}] """, "tools[0].function.name", "invalid_value")]
    [InlineData(""" "response_format":{"type":"json_object"} """, "messages", null)]
    [InlineData(""" "response_format":{"type":"json_schema"} """, "response_format.json_schema", "missing_required_parameter")]
    [InlineData(""" "response_format":{"type":"json_schema","json_schema":{"name":"x","strict":true,"schema":{"type":"object","properties":{"a":{"type":"string"}}}}} """, "response_format", null)]
    public async Task Chat_BadParameter_IsRefusedAsTheVendorDoes(string more, string? param, string? code) =>
        await AssertRefusedAsync($$"""{"model":"gpt-5","messages":[{"role":"user","content":"hi"}],{{more}}}""", param, code);

    [Theory]
    [InlineData("POST", "/v1/nothing", 404)]
    [InlineData("GET", "/", 404)]
    [InlineData("GET", "/v1/chat/completions", 405)]
    [InlineData("GET", "/sim/nothing", 404)]
    public async Task Route_Unknown_IsAnErrorInTheVendorsShape(string method, string path, int status)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using HttpResponseMessage response = await simulator.Http.SendAsync(request, TestSimulator.Cancelled);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(
            "invalid_request_error", (await TestSimulator.JsonAsync(response)).GetProperty("error").GetProperty("type").GetString());
    }

    private static async Task AssertRefusedAsync(string body, string? param, string? code)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        using HttpResponseMessage response = await simulator.PostAsync("/v1/chat/completions", body);
        JsonElement error = (await TestSimulator.JsonAsync(response)).GetProperty("error");

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal("invalid_request_error", error.GetProperty("type").GetString());
        Assert.Equal(param, error.GetProperty("param").GetString());
        Assert.Equal(code, error.GetProperty("code").GetString());
    }
}
