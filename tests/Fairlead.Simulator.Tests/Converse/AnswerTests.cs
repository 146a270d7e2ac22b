using System.Text.Json;

namespace Fairlead.Simulator.Tests.Converse;

public sealed class AnswerTests
{
    private const string Tools =
        """ "toolConfig":{"tools":[{"toolSpec":{"name":"tides","inputSchema":{"json":{"type":"object","properties":{"at":{"const":"noon"}},"required":["at"]}}}},{"cachePoint":{"type":"default"}}]}""";

    private const string Thinking = """ "additionalModelRequestFields":{"thinking":{"type":"enabled","budget_tokens":1024},"top_k":5}""";

    [Fact]
    public async Task Answer_Text_HasBedrocksShape()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        using HttpResponseMessage response = await Bedrock.PostAsync(simulator, Bedrock.Say("sim:reply=Aye."));
        JsonElement answer = await TestSimulator.JsonAsync(response);

        Assert.Equal("Aye.", answer.Content()[0].GetProperty("text").GetString());
        Assert.Equal("assistant", answer.GetProperty("output").GetProperty("message").GetProperty("role").GetString());
        Assert.Equal("end_turn", answer.GetProperty("stopReason").GetString());
        Assert.True(answer.GetProperty("metrics").GetProperty("latencyMs").GetInt64() >= 0);
        Assert.True(Guid.TryParse(response.Headers.GetValues("x-amzn-requestid").Single(), out _));
    }

    [Fact]
    public async Task Answer_Usage_LeavesTheCacheOutOfTheInput()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement plain = (await Bedrock.AskAsync(simulator, Bedrock.Say("sim:tokens=20 sim:cached=0 sim:cachewrite=0"))).GetProperty("usage");
        JsonElement cached = (await Bedrock.AskAsync(simulator, Bedrock.Say("sim:tokens=20 sim:cached=4 sim:cachewrite=3"))).GetProperty("usage");

        Assert.Equal(plain.GetProperty("inputTokens").GetInt32() - 7, cached.GetProperty("inputTokens").GetInt32());
        Assert.Equal((20, 4, 3), (cached.GetProperty("outputTokens").GetInt32(), cached.GetProperty("cacheReadInputTokens").GetInt32(), cached.GetProperty("cacheWriteInputTokens").GetInt32()));
        Assert.Equal(plain.GetProperty("totalTokens").GetInt32(), cached.GetProperty("totalTokens").GetInt32());
    }

    [Fact]
    public async Task Answer_ReasoningAndTool_SurviveATurn()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement asked = await Bedrock.AskAsync(simulator, Bedrock.Say("call:tides sim:think=Low or high?", $"{Tools},{Thinking}"));
        JsonElement use = asked.Content()[1].GetProperty("toolUse");
        JsonElement answer = await Bedrock.AskAsync(simulator, Continue(asked.GetProperty("output").GetProperty("message").GetRawText(), use, Thinking));

        Assert.Equal("tool_use", asked.GetProperty("stopReason").GetString());
        Assert.Equal("Low or high?", asked.Content()[0].GetProperty("reasoningContent").GetProperty("reasoningText").GetProperty("text").GetString());
        Assert.Equal("noon", use.GetProperty("input").GetProperty("at").GetString());
        Assert.Contains("tides returned: twelve", answer.Content()[1].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reasoning_ChangedOrLeftOut_IsRefused()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        JsonElement asked = await Bedrock.AskAsync(simulator, Bedrock.Say("call:tides sim:think=Low or high?", $"{Tools},{Thinking}"));
        string message = asked.GetProperty("output").GetProperty("message").GetRawText();
        JsonElement use = asked.Content()[1].GetProperty("toolUse");

        using HttpResponseMessage changed = await Bedrock.PostAsync(
            simulator, Continue(message.Replace("Low or", "Mid or", StringComparison.Ordinal), use, Thinking));
        using HttpResponseMessage leftOut = await Bedrock.PostAsync(
            simulator, Continue($$"""{"role":"assistant","content":[{{asked.Content()[1].GetRawText()}}]}""", use, Thinking));

        await Bedrock.AssertErrorAsync(changed, 400, "ValidationException", "messages.1.content.0: Invalid `signature` in `thinking` block");
        await Bedrock.AssertErrorAsync(leftOut, 400, "ValidationException", "Expected `thinking` or `redacted_thinking`, but found `tool_use`");
    }

    [Fact]
    public async Task Answer_StopSequence_IsNamedWhenAskedFor()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement answer = await Bedrock.AskAsync(simulator, Bedrock.Say(
            "sim:reply=one two three", """ "inferenceConfig":{"stopSequences":["x","two"]},"additionalModelResponseFieldPaths":["/stop_sequence"]"""));

        Assert.Equal("one ", answer.Content()[0].GetProperty("text").GetString());
        Assert.Equal("stop_sequence", answer.GetProperty("stopReason").GetString());
        Assert.Equal("two", answer.GetProperty("additionalModelResponseFields").GetProperty("stop_sequence").GetString());
    }

    [Theory]
    [InlineData("sim:tokens=50", """ "inferenceConfig":{"maxTokens":5}""", "max_tokens")]
    [InlineData("sim:stop=guardrail_intervened", "", "guardrail_intervened")]
    [InlineData("sim:stop=content_filtered", "", "content_filtered")]
    [InlineData("hi", """ "toolConfig":{"tools":[{"toolSpec":{"name":"f","inputSchema":{"json":{"type":"object"}}}}],"toolChoice":{"tool":{"name":"f"}}}""", "tool_use")]
    public async Task Answer_Stop_HasItsReason(string text, string more, string reason)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        Assert.Equal(reason, (await Bedrock.AskAsync(simulator, Bedrock.Say(text, more))).GetProperty("stopReason").GetString());
    }

    [Fact]
    public async Task Answer_OutputFormat_SatisfiesTheSchemaInTheString()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        const string Format =
            """ "outputConfig":{"textFormat":{"type":"json_schema","structure":{"jsonSchema":{"name":"n","schema":"{\"type\":\"object\",\"properties\":{\"n\":{\"const\":4}},\"required\":[\"n\"]}"}}}}""";

        JsonElement answer = await Bedrock.AskAsync(simulator, Bedrock.Say("go", Format));

        Assert.Equal("""{"n":4}""", answer.Content()[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Request_EveryKindOfBlock_IsTaken()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        const string Body = """
            {"system":[{"text":"Be brief."},{"cachePoint":{"type":"default"}}],
             "messages":[{"role":"user","content":[{"text":"look"},{"image":{"format":"png","source":{"bytes":"AQID"}}},
               {"document":{"format":"pdf","name":"Chart (2)","source":{"bytes":"AQID"}}},{"guardContent":{"text":{"text":"t","qualifiers":["query"]}}},{"cachePoint":{"type":"default"}}]}],
             "guardrailConfig":{"guardrailIdentifier":"g1","guardrailVersion":"1","trace":"enabled"},
             "requestMetadata":{"team":"harbour"},"performanceConfig":{"latency":"optimized"}}
            """;

        JsonElement answer = await Bedrock.AskAsync(simulator, Body);

        Assert.True(answer.GetProperty("trace").GetProperty("guardrail").GetProperty("inputAssessment").TryGetProperty("g1", out _));
        Assert.Equal("optimized", answer.GetProperty("performanceConfig").GetProperty("latency").GetString());
    }

    private static string Continue(string assistant, JsonElement use, string more) => $$"""
        {"messages":[{{Bedrock.User("call:tides")}},{{assistant}},
          {"role":"user","content":[{"toolResult":{"toolUseId":"{{use.GetProperty("toolUseId").GetString()}}","status":"success","content":[{"text":"twelve"}]} }]}],
         {{Tools}},{{more}} }
        """;
}
