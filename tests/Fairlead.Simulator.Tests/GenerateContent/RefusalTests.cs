using System.Text.Json;

namespace Fairlead.Simulator.Tests.GenerateContent;

public sealed class RefusalTests
{
    [Theory]
    [InlineData("""{"temperature":1}""", "Invalid JSON payload received. Unknown name \"temperature\": Cannot find field.")]
    [InlineData("""{"generationConfig":{"max_tokens":1}}""", "Invalid JSON payload received. Unknown name \"max_tokens\" at 'generation_config': Cannot find field.")]
    [InlineData("""{"contents":[{"parts":[{"image":1}]}]}""", "Invalid JSON payload received. Unknown name \"image\" at 'contents[0].parts[0]': Cannot find field.")]
    [InlineData("""{"contents":[{"parts":[{"text":1}]}]}""", "Invalid value at 'contents[0].parts[0].text' (TYPE_STRING), 1")]
    [InlineData("""{"generationConfig":{"temperature":"hot"}}""", "Invalid value at 'generation_config.temperature' (TYPE_FLOAT), \"hot\"")]
    [InlineData("""{"contents":[{"parts":[{"inlineData":{"mimeType":"image/png","data":"*"}}]}]}""", "Invalid value at 'contents[0].parts[0].inline_data.data' (TYPE_BYTES), \"*\"")]
    [InlineData("""{"contents":[{"parts":[{"functionResponse":{"name":"f","response":"text"}}]}]}""", "Invalid value at 'contents[0].parts[0].function_response.response' (type.googleapis.com/google.protobuf.Struct), \"text\"")]
    [InlineData("""{"contents":[{"parts":[{"text":"a","inlineData":{}}]}]}""", "Invalid value at 'contents[0].parts[0]' (oneof), oneof field 'data' is already set. Cannot set 'inlineData'")]
    [InlineData("""{"toolConfig":{"functionCallingConfig":{"mode":"SOMETIMES"}}}""", "Invalid value at 'tool_config.function_calling_config.mode' (type.googleapis.com/google.ai.generativelanguage.v1beta.FunctionCallingConfig.Mode), \"SOMETIMES\"")]
    [InlineData("""{"systemInstruction":"be kind"}""", "Invalid value at 'system_instruction' (type.googleapis.com/google.ai.generativelanguage.v1beta.Content), \"be kind\"")]
    public async Task Shape_NotGooglesOwn_IsRefusedInItsWords(string body, string message)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        Assert.Equal(message, (await Gemini.RefusedAsync(simulator, body)).GetProperty("message").GetString());
    }

    [Fact]
    public async Task Parameters_JsonSchemaKeywords_AreAllListed()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        const string Tools = """
            "tools":[{"functionDeclarations":[{"name":"f","parameters":{"$schema":"x","type":"object","additionalProperties":false,
              "properties":{"a":{"$ref":"#/x"},"b":{"type":["string","null"]}}}}]}]
            """;

        JsonElement error = await Gemini.RefusedAsync(simulator, Gemini.Say("hi", Tools));

        string[] at = [.. error.GetProperty("details")[0].GetProperty("fieldViolations").EnumerateArray().Select(v => v.GetProperty("field").GetString()!)];
        const string Parameters = "tools[0].function_declarations[0].parameters";
        Assert.Equal([Parameters, Parameters, $"{Parameters}.properties[0].value", $"{Parameters}.properties[1].value"], at);
        Assert.StartsWith(
            $"Invalid JSON payload received. Unknown name \"$schema\" at '{Parameters}': Cannot find field.\n",
            error.GetProperty("message").GetString(),
            StringComparison.Ordinal);
        Assert.EndsWith("Proto field is not repeating, cannot start list.", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "contents is not specified")]
    [InlineData("""{"contents":[{"role":"assistant","parts":[{"text":"a"}]}]}""", "Please use a valid role: user, model.")]
    [InlineData("""{"contents":[{"role":"user","parts":[]}]}""", "parts must not be empty")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"thought":true}]}]}""", "must have one initialized field")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"functionResponse":{"name":"f","response":{}}}]}]}""", "comes immediately after a function call turn")]
    [InlineData("""{"contents":[{"role":"model","parts":[{"functionCall":{"name":"f"}}]}]}""", "comes immediately after a user turn")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"model","parts":[{"functionCall":{"name":"f"}},{"functionCall":{"name":"f"}}]},{"role":"user","parts":[{"functionResponse":{"name":"f","response":{}}}]}]}""", "number of function response parts is equal to the number of function call parts")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"model","parts":[{"text":"b","thoughtSignature":"bWFkZSB1cA=="}]}]}""", "Corrupted thought signature.")]
    [InlineData("""{"contents":[{"parts":[{"text":"a"}]}],"tools":[{"functionDeclarations":[{"name":"two words"}]}]}""", "Invalid function name")]
    [InlineData("""{"contents":[{"parts":[{"text":"a"}]}],"tools":[{"functionDeclarations":[{"name":"f","parameters":{"type":"OBJECT","properties":{"a":{"type":"ARRAY"}}}}]}]}""", "items: missing field")]
    [InlineData("""{"contents":[{"parts":[{"text":"a"}]}],"tools":[{"functionDeclarations":[{"name":"f","parameters":{"type":"OBJECT","properties":{"b":{"type":"STRING"}},"required":["a"]}}]}]}""", "property is not defined")]
    [InlineData("""{"contents":[{"parts":[{"text":"a"}]}],"tools":[{"functionDeclarations":[{"name":"f","parameters":{"type":"OBJECT","properties":{}}}]}]}""", "should be non-empty for OBJECT type")]
    [InlineData("""{"contents":[{"parts":[{"text":"a"}]}],"tools":[{"functionDeclarations":[{"name":"f","parameters":{"type":"STRING"}}]}]}""", "should be of OBJECT type")]
    [InlineData("""{"contents":[{"parts":[{"text":"a"}]}],"toolConfig":{"functionCallingConfig":{"mode":"ANY"}}}""", "without function_declarations")]
    [InlineData("""{"contents":[{"parts":[{"text":"a"}]}],"generationConfig":{"temperature":2.5}}""", "range [0, 2]")]
    [InlineData("""{"contents":[{"parts":[{"text":"a"}]}],"generationConfig":{"stopSequences":["1","2","3","4","5","6"]}}""", "at most 5 stop sequences")]
    [InlineData("""{"contents":[{"parts":[{"text":"a"}]}],"generationConfig":{"responseJsonSchema":{}}}""", "response_mime_type")]
    [InlineData("""{"contents":[{"parts":[{"text":"a"}]}],"generationConfig":{"logprobs":2}}""", "response_logprobs")]
    [InlineData("""{"contents":[{"parts":[{"text":"a"}]}],"generationConfig":{"thinkingConfig":{"thinkingBudget":1,"thinkingLevel":"LOW"}}}""", "only one of thinking budget and thinking level")]
    [InlineData("""{"contents":[{"parts":[{"text":"a"}]}],"generationConfig":{"thinkingConfig":{"thinkingBudget":31999}}}""", "thinking_budget is out of range; supported values are integers from 0 to 24576.")]
    [InlineData("""{"contents":""", "Invalid JSON payload received.")]
    [InlineData("""{"contents":[{"parts":[{"text":"\ud800"}]}]}""", "Invalid JSON payload received.")]
    public async Task Request_AgainstTheRules_IsRefused(string body, string words)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        Assert.Contains(words, (await Gemini.RefusedAsync(simulator, body)).GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signature_ThirdGeneration_MustComeBackAsItWas()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        const string Model = "gemini-3-pro-preview";
        const string Tools = """ "tools":[{"functionDeclarations":[{"name":"f"}]}]""";
        JsonElement call = (await Gemini.AskAsync(simulator, Gemini.Say("call:f", Tools), Model)).Parts()[0];

        string signed = Continue(call.GetRawText());
        string unsigned = Continue($$"""{"functionCall":{{call.GetProperty("functionCall").GetRawText()}} }""");

        JsonElement answer = await Gemini.AskAsync(simulator, signed, Model);
        JsonElement error = await Gemini.RefusedAsync(simulator, unsigned, Model);
        JsonElement earlier = await Gemini.AskAsync(simulator, unsigned);

        Assert.Contains("f returned: done", answer.Parts()[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("missing a thought_signature", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, earlier.Parts().GetArrayLength());
    }

    [Theory]
    [InlineData("sim:error=context_length_exceeded", 400, "INVALID_ARGUMENT")]
    [InlineData("sim:error=rate_limit_exceeded", 429, "RESOURCE_EXHAUSTED")]
    [InlineData("sim:status=500", 500, "INTERNAL")]
    [InlineData("sim:status=503", 503, "UNAVAILABLE")]
    [InlineData("sim:status=403", 403, "PERMISSION_DENIED")]
    public async Task Directive_Error_IsGoogles(string text, int code, string status)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        using HttpResponseMessage response = await Gemini.PostAsync(simulator, Gemini.Say(text));
        JsonElement error = (await TestSimulator.JsonAsync(response)).GetProperty("error");

        Assert.Equal((code, code, status), ((int)response.StatusCode, error.GetProperty("code").GetInt32(), error.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task FailRate_One_FailsEveryCall()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { FailRate = 1, FailStatus = 429 });

        using HttpResponseMessage response = await Gemini.PostAsync(simulator, Gemini.Say("hi"));
        JsonElement details = (await TestSimulator.JsonAsync(response)).GetProperty("error").GetProperty("details");

        Assert.Equal("1s", details[0].GetProperty("retryDelay").GetString());
    }

    private static string Continue(string part) => $$"""
        {"contents":[{"role":"user","parts":[{"text":"call:f"}]},{"role":"model","parts":[{{part}}]},
         {"role":"user","parts":[{"functionResponse":{"name":"f","response":{"output":"done"} } }]}],
         "tools":[{"functionDeclarations":[{"name":"f"}]}]}
        """;
}
