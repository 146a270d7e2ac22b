using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.Tests.Translation;
using Xunit;

namespace Fairlead.Protocols.Tests.Bedrock;

public sealed class ConverseRequestTests
{
    private static readonly JsonSlice Ephemeral = JsonSlice.Literal("""{"type":"ephemeral"}""");

    [Fact]
    public void ToolResult_WithAnImageAndAnError_KeepsBoth()
    {
        var conversation = new Conversation { Dialect = Dialect.Messages };
        var result = new ToolResultBlock { CallId = JsonSlice.Of("a"), IsError = true };
        result.Content.Add(new TextBlock(JsonSlice.Of("No.")) { CacheControl = Ephemeral });
        result.Content.Add(new MediaBlock { Kind = MediaKind.Image, Source = MediaSource.Base64, MediaType = "image/webp", Data = JsonSlice.Of("UklGRg==") });
        conversation.Add(Role.Assistant, Call("a"));
        conversation.Add(Role.Tool, result);

        Assert.Contains(
            """{"role":"user","content":[{"toolResult":{"toolUseId":"a","content":[{"text":"No."},{"image":{"format":"webp","source":{"bytes":"UklGRg=="}}}],"status":"error"}},{"cachePoint":{"type":"default"}}]}]""",
            Written.Request(Dialect.Converse, conversation),
            StringComparison.Ordinal);
        Assert.Empty(Written.Losses(conversation));
    }

    [Fact]
    public void Turn_WithoutAnythingToSay_IsLeftOutAndItsNeighboursAreOne()
    {
        var conversation = new Conversation { Dialect = Dialect.Chat };
        conversation.Add(Role.User, new TextBlock(JsonSlice.Of("One")));
        conversation.Add(Role.Assistant, new TextBlock(JsonSlice.Of(" \n")), new ReasoningBlock { Text = JsonSlice.Of("Hm.") });
        conversation.Add(Role.User, new TextBlock(JsonSlice.Of("Two")));

        Assert.Equal("""{"messages":[{"role":"user","content":[{"text":"One"},{"text":"Two"}]}],"inferenceConfig":{}}""", Written.Request(Dialect.Converse, conversation));
        Assert.Equal(["thoughts without the vendor's signature"], Written.Losses(conversation));
    }

    [Fact]
    public void Results_AfterWordsOfTheUser_GoFirst()
    {
        var conversation = new Conversation { Dialect = Dialect.Responses };
        conversation.Add(Role.Assistant, Call("a"), Call("b"));
        conversation.Add(Role.Tool, new ToolResultBlock { CallId = JsonSlice.Of("a") });
        conversation.Add(Role.User, new TextBlock(JsonSlice.Of("Look.")));
        conversation.Add(Role.Tool, new ToolResultBlock { CallId = JsonSlice.Of("b") });

        Assert.Contains(
            """{"role":"user","content":[{"toolResult":{"toolUseId":"a","content":[]}},{"toolResult":{"toolUseId":"b","content":[]}},{"text":"Look."}]}""",
            Written.Request(Dialect.Converse, conversation),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_OfToolsThatAreNotOnOfferAnyMore_BringTheirTools()
    {
        var conversation = new Conversation { Dialect = Dialect.Responses };
        conversation.Add(Role.Assistant, Call("a"), Call("b"));
        conversation.Add(Role.Tool, new ToolResultBlock { CallId = JsonSlice.Of("a") }, new ToolResultBlock { CallId = JsonSlice.Of("b") });

        Assert.EndsWith(
            ""","toolConfig":{"tools":[{"toolSpec":{"name":"f","inputSchema":{"json":{"type":"object"}}}}]},"inferenceConfig":{}}""",
            Written.Request(Dialect.Converse, conversation),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Dialect.Messages)]
    [InlineData(Dialect.Converse)]
    [InlineData(Dialect.Gemini)]
    public void Result_OfACallThatIsNotThere_IsLost(Dialect upstream)
    {
        var conversation = new Conversation { Dialect = Dialect.Responses };
        conversation.Add(Role.User, new TextBlock(JsonSlice.Of("Hi")));
        conversation.Add(Role.Assistant, new VendorBlock("tool_search_call", JsonSlice.Literal("{}")));
        conversation.Add(Role.Tool, new ToolResultBlock { CallId = JsonSlice.Of("orphan") });

        Assert.DoesNotContain("esult", Written.Request(upstream, conversation), StringComparison.Ordinal);
        Assert.Contains("the result of a tool call that is not there", Written.Losses(conversation));
    }

    [Theory]
    [InlineData("us.anthropic.claude-sonnet-4-5-20250929-v1:0", true)]
    [InlineData("anthropic.claude-opus-4-8", false)]
    [InlineData("global.anthropic.claude-sonnet-5", false)]
    [InlineData("qwen.qwen3-32b-v1:0", true)]
    public void StrictTool_OfEveryModel_IsWhatItTakes(string model, bool isTaken)
    {
        var conversation = new Conversation { Dialect = Dialect.Chat };
        conversation.Tools.Add(new Tool { Name = JsonSlice.Of("f"), Strict = JsonSlice.Literal("true") });

        Assert.Equal(isTaken, Written.Request(Dialect.Converse, conversation, new RequestTarget { ModelName = JsonSlice.Of(model) }).Contains("strict", StringComparison.Ordinal));
        Assert.Equal(isTaken ? [] : ["strict"], Written.Losses(conversation));
    }

    [Fact]
    public void SamplingParameters_OfClaude_AreThoseThatItTakes()
    {
        var conversation = new Conversation { Dialect = Dialect.Chat };
        conversation.Parameters.Add(Parameter.Temperature, JsonSlice.Of("temperature"), JsonSlice.Literal("0.7"));
        conversation.Parameters.Add(Parameter.TopP, JsonSlice.Of("top_p"), JsonSlice.Literal("0.9"));

        var body = Written.Request(Dialect.Converse, conversation, new RequestTarget { ModelName = JsonSlice.Of("us.anthropic.claude-sonnet-4-5-20250929-v1:0") });

        Assert.EndsWith("""inferenceConfig":{"temperature":0.7}}""", body, StringComparison.Ordinal);
        Assert.Equal(["top_p"], Written.Losses(conversation));
    }

    [Fact]
    public void CacheMarkers_OfInstructionsAndTools_AreCachePoints()
    {
        var conversation = new Conversation { Dialect = Dialect.Messages };
        conversation.Parameters.Add(Parameter.Tools, JsonSlice.Of("tools"), JsonSlice.Literal("[1]"));
        conversation.Add(Role.System, new TextBlock(JsonSlice.Of("Be brief.")) { CacheControl = Ephemeral });
        conversation.Add(Role.User, new TextBlock(JsonSlice.Of("Hi")));
        conversation.Tools.Add(new Tool { Name = JsonSlice.Of("f"), CacheControl = Ephemeral });

        Assert.Equal(
            """{"system":[{"text":"Be brief."},{"cachePoint":{"type":"default"}}],"messages":[{"role":"user","content":[{"text":"Hi"}]}],"toolConfig":{"tools":[{"toolSpec":{"name":"f","inputSchema":{"json":{"type":"object","properties":{}}}}},{"cachePoint":{"type":"default"}}]},"inferenceConfig":{}}""",
            Written.Request(Dialect.Converse, conversation));
        Assert.Empty(Written.Losses(conversation));
    }

    [Theory]
    [InlineData("a/b\\u0000.pdf", "a-b--pdf")]
    [InlineData("  Q3   report [final] (2)  ", "Q3 report [final] (2)")]
    [InlineData("Überblick", "-berblick")]
    [InlineData("", "document")]
    public void Document_OfATitle_HasANameThatBedrockTakes(string title, string name)
    {
        var conversation = new Conversation { Dialect = Dialect.Messages };
        conversation.Add(Role.User, new MediaBlock { Kind = MediaKind.Document, Source = MediaSource.Text, Data = JsonSlice.Of("x"), Title = JsonSlice.Literal($"\"{title}\"") });

        Assert.Contains($$"""{"format":"txt","name":"{{name}}","source":{"text":"x"} """.TrimEnd(), Written.Request(Dialect.Converse, conversation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Dialect.Messages, """{"budget":5000}""", 4000, """{"thinking":{"type":"enabled","budget_tokens":5000}}""")]
    [InlineData(Dialect.Chat, """{"effort":"medium"}""", null, """{"thinking":{"type":"enabled","budget_tokens":8192}}""")]
    [InlineData(Dialect.Chat, """{"effort":"high"}""", 10000, """{"thinking":{"type":"enabled","budget_tokens":7500}}""")]
    [InlineData(Dialect.Messages, """{"adaptive":true}""", null, """{"thinking":{"type":"adaptive"}}""")]
    [InlineData(Dialect.Chat, """{"effort":"none","off":true}""", null, """{"thinking":{"type":"disabled"}}""")]
    public void Reasoning_OfEveryKind_IsClaudesThinking(Dialect client, string reasoning, int? maxTokens, string expected)
    {
        var given = JsonSlice.Literal(reasoning);
        var conversation = new Conversation
        {
            Dialect = client,
            Reasoning = new Reasoning { Budget = given["budget"u8], Effort = given["effort"u8], IsAdaptive = given["adaptive"u8].IsTrue, IsOff = given["off"u8].IsTrue },
        };
        conversation.Parameters.Add(Parameter.MaxTokens, JsonSlice.Of("max_tokens"), JsonSlice.Literal(maxTokens?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"));

        Assert.Contains($"\"additionalModelRequestFields\":{expected}", Written.Request(Dialect.Converse, conversation), StringComparison.Ordinal);
    }

    [Fact]
    public void Effort_OfAModelThatDecides_IsTheOutputs()
    {
        var conversation = new Conversation { Dialect = Dialect.Messages, Reasoning = new Reasoning { IsAdaptive = true, Effort = JsonSlice.Of("low") } };

        Assert.Contains("""{"thinking":{"type":"adaptive"}},"outputConfig":{"effort":"low"}}""", Written.Request(Dialect.Converse, conversation), StringComparison.Ordinal);
    }

    [Fact]
    public void Guardrail_OfTheTarget_IsWritten() =>
        Assert.EndsWith(
            ""","guardrailConfig":{"guardrailIdentifier":"g","guardrailVersion":"1"}}""",
            Written.Request(Dialect.Converse, new Conversation { Dialect = Dialect.Chat }, new RequestTarget { Guardrail = JsonSlice.Literal("""{"guardrailIdentifier":"g","guardrailVersion":"1"}""") }),
            StringComparison.Ordinal);

    private static ToolCallBlock Call(string id) => new() { CallId = JsonSlice.Of(id), Name = JsonSlice.Of("f"), Arguments = JsonSlice.Of("") };
}
