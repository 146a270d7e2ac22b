using Fairlead.Simulator.Tests.Converse;
using Fairlead.Simulator.Tests.GenerateContent;

namespace Fairlead.Simulator.Tests.Json;

/// <summary>Whatever a client sends, it is answered or refused: nothing makes the simulator itself fail.</summary>
public sealed class MutationTests
{
    private const string ForGemini = """
        {"systemInstruction":{"parts":[{"text":"s"}]},
         "contents":[{"role":"user","parts":[{"text":"call:f"},{"inlineData":{"mimeType":"image/png","data":"AQID"}}]},
           {"role":"model","parts":[{"text":"hm","thought":true},{"functionCall":{"name":"f","args":{"a":"1"}}}]},
           {"role":"user","parts":[{"functionResponse":{"name":"f","response":{"output":"done"}}}]}],
         "tools":[{"functionDeclarations":[{"name":"f","parameters":{"type":"OBJECT","properties":{"a":{"type":"ARRAY","items":{"type":"STRING","enum":["1"]},"minItems":"1"}},"required":["a"]}},
           {"name":"g","parametersJsonSchema":{"type":"object"}}]}],
         "toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["f","g"]}},
         "generationConfig":{"temperature":1,"stopSequences":["x"],"candidateCount":1,"seed":1,"maxOutputTokens":50,"responseLogprobs":true,"logprobs":1,"responseMimeType":"application/json","responseSchema":{"type":"OBJECT","properties":{"n":{"type":"INTEGER"}}},"thinkingConfig":{"includeThoughts":true,"thinkingBudget":5}}}
        """;

    private const string ForBedrock = """
        {"system":[{"text":"s"},{"cachePoint":{"type":"default"}}],
         "messages":[{"role":"user","content":[{"text":"call:f"},{"image":{"format":"png","source":{"bytes":"AQID"}}},{"document":{"format":"pdf","name":"d","source":{"bytes":"AQID"}}}]},
           {"role":"assistant","content":[{"toolUse":{"toolUseId":"t","name":"f","input":{"a":1}}}]},
           {"role":"user","content":[{"toolResult":{"toolUseId":"t","status":"success","content":[{"text":"r"},{"json":{"a":1}}]}}]}],
         "inferenceConfig":{"maxTokens":2000,"temperature":1,"topP":1,"stopSequences":["x"]},
         "toolConfig":{"tools":[{"toolSpec":{"name":"f","description":"d","inputSchema":{"json":{"type":"object","properties":{"a":{"type":"integer"}}}}}}],"toolChoice":{"auto":{}}},
         "additionalModelRequestFields":{"thinking":{"type":"disabled"},"top_k":5},"additionalModelResponseFieldPaths":["/stop_sequence"],
         "outputConfig":{"textFormat":{"type":"json_schema","structure":{"jsonSchema":{"schema":"{\"type\":\"object\"}"}}}}}
        """;

    [Fact]
    public async Task Gemini_AnyOneValueChanged_IsAnsweredOrRefused()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        await AssertAllAsync(ForGemini, body => Gemini.PostAsync(simulator, body));
    }

    [Fact]
    public async Task Bedrock_AnyOneValueChanged_IsAnsweredOrRefused()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        await AssertAllAsync(ForBedrock, body => Bedrock.PostAsync(simulator, body));
    }

    private static async Task AssertAllAsync(string valid, Func<string, Task<HttpResponseMessage>> post)
    {
        using HttpResponseMessage answered = await post(valid);
        Assert.Equal(200, (int)answered.StatusCode);
        foreach (string body in Mutations.Of(valid))
        {
            using HttpResponseMessage response = await post(body);
            Assert.True((int)response.StatusCode is 200 or 400, $"{(int)response.StatusCode} for {body}");
            string text = await response.Content.ReadAsStringAsync(TestSimulator.Cancelled);
            Assert.DoesNotContain("invalid_request_error", text, StringComparison.Ordinal);
        }
    }
}
