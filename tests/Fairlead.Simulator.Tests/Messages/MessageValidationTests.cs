using System.Text.Json.Nodes;
using static Fairlead.Simulator.Tests.Messages.MessagesClient;

namespace Fairlead.Simulator.Tests.Messages;

public sealed class MessageValidationTests
{
    [Theory]
    [InlineData("model", null, "model: Field required")]
    [InlineData("messages", null, "messages: Field required")]
    [InlineData("messages", "[]", "messages: at least one message is required")]
    [InlineData("messages", "\"hi\"", "messages: Input should be a valid list")]
    [InlineData("max_tokens", null, "max_tokens: Field required")]
    [InlineData("max_tokens", "-1", "max_tokens: Input should be greater than or equal to 0")]
    [InlineData("max_tokens", "\"5\"", "max_tokens: Input should be a valid integer")]
    [InlineData("n", "1", "n: Extra inputs are not permitted")]
    [InlineData("output_format", "{}", "output_format: Extra inputs are not permitted")]
    [InlineData("temperature", "1.1", "temperature: range: 0..1")]
    [InlineData("temperature", "-0.1", "temperature: range: 0..1")]
    [InlineData("temperature", "\"warm\"", "temperature: Input should be a valid number")]
    [InlineData("top_p", "2", "top_p: range: 0..1")]
    [InlineData("top_k", "-1", "top_k: Input should be greater than or equal to 0")]
    [InlineData("stream", "\"yes\"", "stream: Input should be a valid boolean")]
    [InlineData("stop_sequences", "\"END\"", "stop_sequences: Input should be a valid list")]
    [InlineData("stop_sequences", "[5]", "stop_sequences.0: Input should be a valid string")]
    [InlineData("stop_sequences", "[\"\"]", "stop_sequences: each stop sequence must be non-empty")]
    [InlineData("stop_sequences", "[\"\\n\"]", "stop_sequences: each stop sequence must contain non-whitespace")]
    [InlineData("metadata", """{"team":"a"}""", "metadata.team: Extra inputs are not permitted")]
    [InlineData("metadata", """{"user_id":5}""", "metadata.user_id: Input should be a valid string")]
    [InlineData("service_tier", "\"fast\"", "service_tier: Input should be 'auto' or 'standard_only'")]
    [InlineData("system", "5", "system: Input should be a valid list")]
    [InlineData("system", """[{"text":"a"}]""", "system.0.type: Field required")]
    [InlineData("system", """[{"type":"image"}]""", "system.0: Input tag 'image' found using 'type' does not match any of the expected tags: 'text'")]
    [InlineData("system", """[{"type":"text","text":"a","cache_control":{"type":"forever"}}]""", "system.0.text.cache_control: Input tag 'forever' found using 'type' does not match any of the expected tags: 'ephemeral'")]
    [InlineData("system", """[{"type":"text","text":"a","cache_control":{"type":"ephemeral","ttl":"2h"}}]""", "system.0.text.cache_control.ephemeral.ttl: Input should be '5m' or '1h'")]
    [InlineData("output_config", """{"effort":"huge"}""", "output_config.effort: Input should be 'low', 'medium', 'high', 'xhigh' or 'max'")]
    [InlineData("output_config", """{"format":{"type":"json_object"}}""", "output_config.format.type: Input should be 'json_schema'")]
    [InlineData("output_config", """{"format":{"type":"json_schema"}}""", "output_config.format.schema: Field required")]
    [InlineData("output_config", """{"format":{"type":"json_schema","schema":{"type":"object"}}}""", "output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to false")]
    public async Task Field_Wrong_IsRefusedByName(string name, string? json, string message)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        Assert.Equal(message, await simulator.RefusalAsync(Say("hi", (name, json))));
    }

    [Theory]
    [InlineData("""[{"role":"tool","content":"a"}]""", "messages.0.role: Input should be 'user' or 'assistant'")]
    [InlineData("""[{"role":"user","content":"a","name":"b"}]""", "messages.0.name: Extra inputs are not permitted")]
    [InlineData("""[{"role":"user"}]""", "messages.0.content: Field required")]
    [InlineData("""[{"role":"assistant","content":"a"}]""", "messages: first message must use the \"user\" role")]
    [InlineData("""[{"role":"user","content":""}]""", "messages.0: all messages must have non-empty content except for the optional final assistant message")]
    [InlineData("""[{"role":"user","content":"a"},{"role":"assistant","content":"b "}]""", "messages: final assistant content cannot end with trailing whitespace")]
    [InlineData("""[{"role":"user","content":[{"type":"text","text":""}]}]""", "messages: text content blocks must be non-empty")]
    [InlineData("""[{"role":"user","content":[{"type":"text","text":" "}]}]""", "messages: text content blocks must contain non-whitespace text")]
    [InlineData("""[{"role":"user","content":[{"type":"text"}]}]""", "messages.0.content.0.text.text: Field required")]
    [InlineData("""[{"role":"user","content":[{"type":"text","text":"a","x":1}]}]""", "messages.0.content.0.text.x: Extra inputs are not permitted")]
    [InlineData("""[{"role":"user","content":[{"type":"image"}]}]""", "messages.0.content.0.image.source: Field required")]
    [InlineData("""[{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/tiff","data":""}}]}]""", "messages.0.content.0.image.source.base64.media_type: Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'")]
    [InlineData("""[{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"?"}}]}]""", "messages.0.content.0.image.source.base64.data: Invalid base64 data")]
    [InlineData("""[{"role":"user","content":[{"type":"image","source":{"type":"url"}}]}]""", "messages.0.content.0.image.source.url.url: Field required")]
    [InlineData("""[{"role":"user","content":[{"type":"image","source":{"type":"url","url":"http://a/b.png"}}]}]""", "messages.0.content.0.image.source.url.url: Only HTTPS URLs are supported.")]
    [InlineData("""[{"role":"user","content":[{"type":"document","source":{"type":"base64","media_type":"text/html","data":""}}]}]""", "messages.0.content.0.document.source.base64.media_type: Input should be 'application/pdf'")]
    [InlineData("""[{"role":"user","content":[{"type":"tool_use","id":"a","name":"b","input":{}}]}]""", "messages.0: `tool_use` blocks can only be in `assistant` messages")]
    [InlineData("""[{"role":"user","content":"a"},{"role":"assistant","content":[{"type":"tool_result","tool_use_id":"a"}]}]""", "messages.1: `tool_result` blocks can only be in `user` messages")]
    [InlineData("""[{"role":"user","content":"a"},{"role":"assistant","content":[{"type":"tool_use","id":"a b","name":"b","input":{}}]}]""", "messages.1.content.0.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'")]
    [InlineData("""[{"role":"user","content":"a"},{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"b","input":"{}"}]}]""", "messages.1.content.0.tool_use.input: Input should be a valid dictionary or object to extract fields from")]
    public async Task Messages_Wrong_AreRefusedByPlace(string messages, string message)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        Assert.Equal(message, await simulator.RefusalAsync(Say("hi", ("messages", messages))));
    }

    [Theory]
    [InlineData("claude-sonnet-4-5-20250929", """ "max_tokens":72192 """, "max_tokens: 72192 > 64000, which is the maximum allowed number of output tokens for claude-sonnet-4-5-20250929")]
    [InlineData("claude-opus-4-1", """ "max_tokens":32001 """, "max_tokens: 32001 > 32000, which is the maximum allowed number of output tokens for claude-opus-4-1")]
    [InlineData("claude-sonnet-4-6", """ "temperature":0.5,"top_p":0.5 """, "`temperature` and `top_p` cannot both be specified for this model. Please use only one.")]
    [InlineData("claude-opus-4-7", """ "temperature":1 """, "`temperature` is deprecated for this model.")]
    public async Task Field_BeyondWhatTheModelTakes_IsRefused(string model, string fields, string message)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { Models = [model] });
        JsonObject given = JsonNode.Parse($$"""{ {{fields}} }""")!.AsObject();

        Assert.Equal(message, await simulator.RefusalAsync(Say("hi", [("model", $"\"{model}\""), .. given.Select(field => (field.Key, (string?)field.Value!.ToJsonString()))])));
    }

    [Theory]
    [InlineData("""{"role":"system","content":"Be kind."}""", "messages: Unexpected role \"system\".")]
    [InlineData("""{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://a/b.png"}}]}""", "messages.0.content.0: Input tag 'image_url' found using 'type' does not match any of the expected tags: ")]
    public async Task Messages_InOpenAIsWords_AreRefused(string first, string message)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        Assert.StartsWith(message, await simulator.RefusalAsync(Say("hi", ("messages", $"[{first}]"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"role":"user","content":"sim:reply=aye"},{"role":"system","content":"Be brief."}]""", null)]
    [InlineData("""[{"role":"system","content":"Be brief."},{"role":"user","content":"hi"}]""", "messages.0: use the top-level 'system' parameter for the initial system prompt")]
    [InlineData("""[{"role":"user","content":"a"},{"role":"assistant","content":"b"},{"role":"system","content":"Be brief."}]""", "messages.2: a message of role 'system' must immediately follow a 'user' message")]
    [InlineData("""[{"role":"user","content":"a"},{"role":"system","content":[{"type":"image"}]}]""", "messages.1.content.0: Input tag 'image' found using 'type' does not match any of the expected tags: 'text'")]
    public async Task Messages_OfTheSystemToALateModel_AreTakenAfterTheUsers(string messages, string? refusal)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { Models = ["claude-opus-4-8"] });
        JsonObject body = Say("", ("model", "\"claude-opus-4-8\""), ("messages", messages));

        using HttpResponseMessage response = await simulator.AskAsync(body);

        string? message = response.IsSuccessStatusCode ? null : (await ErrorAsync(response)).Message;
        Assert.Equal(refusal, message);
    }

    [Theory]
    [InlineData("tools", """[{"name":"a"}]""", "tools.0.custom.input_schema: Field required")]
    [InlineData("tools", """[{"name":"a","input_schema":{}}]""", "tools.0.custom.input_schema.type: Field required")]
    [InlineData("tools", """[{"name":"a","input_schema":{"type":"array"}}]""", "tools.0.custom.input_schema.type: Input should be 'object'")]
    [InlineData("tools", """[{"name":"a b","input_schema":{"type":"object"}}]""", "tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'")]
    [InlineData("tools", """[{"name":"a","parameters":{"type":"object"}}]""", "tools.0.custom.parameters: Extra inputs are not permitted")]
    [InlineData("tools", """[{"name":"a","input_schema":{"type":"object"}},{"name":"a","input_schema":{"type":"object"}}]""", "tools: Tool names must be unique.")]
    [InlineData("tools", """[{"name":"a","strict":true,"input_schema":{"type":"object"}}]""", "tools.0.custom.input_schema: For 'object' type, 'additionalProperties' must be explicitly set to false")]
    [InlineData("tool_choice", """{"type":"auto"}""", "tool_choice may only be specified while providing tools")]
    [InlineData("tool_choice", "\"auto\"", "tool_choice: Input should be a valid dictionary or object to extract fields from")]
    [InlineData("tool_choice", """{"type":"required"}""", "tool_choice: Input tag 'required' found using 'type' does not match any of the expected tags: 'any', 'auto', 'none', 'tool'")]
    [InlineData("tool_choice", """{"type":"tool"}""", "tool_choice may only be specified while providing tools")]
    [InlineData("tool_choice", """{"type":"none","disable_parallel_tool_use":true}""", "tool_choice.none.disable_parallel_tool_use: Extra inputs are not permitted")]
    public async Task Tools_Wrong_AreRefused(string name, string json, string message)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        Assert.Equal(message, await simulator.RefusalAsync(Say("hi", (name, json))));
    }

    [Fact]
    public async Task Tools_OfAnUnknownType_AreRefused()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        string? message = await simulator.RefusalAsync(Say("hi", ("tools", """[{"type":"function","function":{"name":"a"}}]""")));

        Assert.StartsWith("tools.0: Input tag 'function' found using 'type'", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CacheControl_FiveMarks_AreRefusedAndFourAreNot()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        const string Block = """{"type":"text","text":"a","cache_control":{"type":"ephemeral","ttl":"1h"}}""";

        string? message = await simulator.RefusalAsync(Say("hi", ("system", $"[{Block},{Block},{Block},{Block}]"), ("cache_control", """{"type":"ephemeral"}""")));
        await simulator.AnswerAsync(Say("hi", ("system", $"[{Block},{Block},{Block},{Block}]")));

        Assert.Equal("A maximum of 4 blocks with cache_control may be provided. Found 5.", message);
    }

    [Theory]
    [InlineData("""{"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBORw0KGgo="}}""")]
    [InlineData("""{"type":"image","source":{"type":"url","url":"https://a.example/b.png"},"cache_control":{"type":"ephemeral"}}""")]
    [InlineData("""{"type":"document","title":"T","context":"C","citations":{"enabled":true},"source":{"type":"base64","media_type":"application/pdf","data":"JVBERi0="}}""")]
    [InlineData("""{"type":"document","source":{"type":"text","media_type":"text/plain","data":"words"}}""")]
    [InlineData("""{"type":"document","source":{"type":"content","content":[{"type":"text","text":"words"}]}}""")]
    [InlineData("""{"type":"document","source":{"type":"content","content":"words"}}""")]
    [InlineData("""{"type":"document","source":{"type":"url","url":"https://a.example/b.pdf"}}""")]
    [InlineData("""{"type":"search_result","source":"s","title":"t","content":[{"type":"text","text":"words"}]}""")]
    public async Task Blocks_AsDocumented_AreTaken(string block)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        JsonArray content = [JsonNode.Parse(block), new JsonObject { ["type"] = "text", ["text"] = "sim:reply=seen" }];

        var answer = await simulator.AnswerAsync(Say("", ("messages", new JsonArray(Message("user", content)).ToJsonString())));

        Assert.Equal("seen", answer.GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"model":"claude-sonnet","max_tokens":5,"messages":[{"role":"user","content":"\ud83d"}]}""")]
    public async Task Body_NotJson_IsRefused(string body)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        using HttpResponseMessage response = await simulator.AskAsync(body);

        (int status, string? type, string? message) = await ErrorAsync(response);
        Assert.Equal((400, "invalid_request_error"), (status, type));
        Assert.StartsWith("The request body is not valid JSON: ", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CountTokens_MaxTokens_IsAnExtraInput()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        Assert.Equal(
            "max_tokens: Extra inputs are not permitted", await simulator.RefusalAsync(Say("hi"), "/v1/messages/count_tokens"));
    }
}
