using System.Text.Json;

namespace Fairlead.Simulator.Tests.Responses;

public sealed class ResponseRefusalTests
{
    [Theory]
    [InlineData(""" "frequency_penalty":1 """, "frequency_penalty", "unknown_parameter")]
    [InlineData(""" "messages":[] """, "messages", "unknown_parameter")]
    [InlineData(""" "text":{"formatt":1} """, "text.formatt", "unknown_parameter")]
    [InlineData(""" "max_output_tokens":15 """, "max_output_tokens", "integer_below_min_value")]
    [InlineData(""" "temperature":3 """, "temperature", "decimal_above_max_value")]
    [InlineData(""" "top_logprobs":21 """, "top_logprobs", "integer_above_max_value")]
    [InlineData(""" "truncation":"some" """, "truncation", "invalid_value")]
    [InlineData(""" "user":"uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu" """, "user", "string_above_max_length")]
    [InlineData(""" "reasoning":{"effort":"huge"} """, "reasoning.effort", "invalid_value")]
    [InlineData(""" "include":["everything"] """, "include[0]", "invalid_value")]
    [InlineData(""" "metadata":{"a":1} """, "metadata.a", "invalid_type")]
    [InlineData(""" "stream_options":{"include_obfuscation":true} """, "stream_options", null)]
    [InlineData(""" "tool_choice":"required" """, "tool_choice", null)]
    [InlineData(""" "tool_choice":{"type":"function","name":"f"} """, "tool_choice", null)]
    [InlineData(""" "tools":[{"type":"function","function":{"name":"f"}}] """, "tools[0].name", "missing_required_parameter")]
    [InlineData(""" "tools":[{"type":"function","name":"f","strict":true,"parameters":{"type":"object","properties":{"a":{}}}}] """, "tools[0].parameters", "invalid_function_parameters")]
    [InlineData(""" "text":{"format":{"type":"json_object"}} """, "input", null)]
    [InlineData(""" "text":{"format":{"type":"json_schema","schema":{"type":"object"}}} """, "text.format.name", "missing_required_parameter")]
    [InlineData(""" "previous_response_id":"resp_none" """, "previous_response_id", "previous_response_not_found")]
    public async Task Create_BadParameter_IsRefusedAsTheVendorDoes(string more, string? param, string? code) =>
        await AssertRefusedAsync($$"""{"model":"gpt-5","input":"hi",{{more}}}""", param, code);

    [Theory]
    [InlineData("""{"model":"gpt-5"}""", "input", "missing_required_parameter")]
    [InlineData("""{"model":"gpt-5","input":7}""", "input", "invalid_type")]
    [InlineData("""{"model":"gpt-5","input":[{"type":"smell"}]}""", "input[0]", "invalid_value")]
    [InlineData("""{"model":"gpt-5","input":[{"role":"tool","content":"x"}]}""", "input[0].role", "invalid_value")]
    [InlineData("""{"model":"gpt-5","input":[{"role":"user","content":[{"type":"text","text":"x"}]}]}""", "input[0].content[0].type", "invalid_value")]
    [InlineData("""{"model":"gpt-5","input":[{"role":"assistant","content":[{"type":"input_text","text":"x"}]}]}""", "input[0].content[0].type", "invalid_value")]
    [InlineData("""{"model":"gpt-5","input":[{"role":"user","content":[{"type":"input_image"}]}]}""", "input[0].content[0].image_url", "missing_required_parameter")]
    [InlineData("""{"model":"gpt-5","input":[{"type":"function_call_output","call_id":"c","output":"x"}]}""", "input", null)]
    [InlineData("""{"model":"gpt-5","input":[{"type":"function_call","call_id":"c","name":"f","arguments":"{}"},{"role":"user","content":"x"}]}""", "input", null)]
    [InlineData("""{"model":"gpt-5","input":[{"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"gAAAAAbm90aGluZw=="},{"role":"assistant","content":"x"}]}""", null, "invalid_encrypted_content")]
    public async Task Create_BadInput_IsRefusedAsTheVendorDoes(string body, string? param, string? code) =>
        await AssertRefusedAsync(body, param, code);

    [Theory]
    [InlineData("""[{"type":"reasoning","id":"rs_none","summary":[]},{"role":"assistant","content":"x"}]""")]
    [InlineData("""[{"type":"item_reference","id":"msg_none"}]""")]
    public async Task Create_ItemThatIsNotStored_Is404(string input)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        (int status, JsonElement error) = await simulator.RefusalAsync("/v1/responses", $$"""{"model":"gpt-5","input":{{input}}}""");

        Assert.Equal(404, status);
        Assert.StartsWith("Item with id", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/v1/responses/resp_none", 404)]
    [InlineData("DELETE", "/v1/responses/resp_none", 404)]
    [InlineData("POST", "/v1/responses/resp_none/cancel", 404)]
    [InlineData("GET", "/v1/responses/resp_none/input_items", 404)]
    [InlineData("GET", "/v1/responses", 405)]
    public async Task Route_NothingThere_IsAnErrorInTheVendorsShape(string method, string path, int status)
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

        (int status, JsonElement error) = await simulator.RefusalAsync("/v1/responses", body);

        Assert.Equal(400, status);
        Assert.Equal(param, error.GetProperty("param").GetString());
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.Equal("invalid_request_error", error.GetProperty("type").GetString());
    }
}
