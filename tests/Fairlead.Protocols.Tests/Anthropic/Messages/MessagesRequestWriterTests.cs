using System.Buffers;
using System.Text;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.Tests.Translation;
using Xunit;

namespace Fairlead.Protocols.Tests.Anthropic.Messages;

public sealed class MessagesRequestWriterTests
{
    private const string Effort = """{"model":"a","messages":[{"role":"user","content":"Hi"}],"reasoning_effort":"high"}""";

    [Theory]
    [InlineData("claude-opus-4-6")]
    [InlineData("anthropic/claude-opus-4.7")]
    [InlineData("claude-sonnet-5")]
    [InlineData("us.anthropic.claude-fable-5-1-v1:0")]
    public void Write_EffortForAModelThatThinksAdaptively_IsAnEffort(string model) =>
        Assert.Equal(
            $$$"""{"model":"{{{model}}}","max_tokens":4096,"messages":[{"role":"user","content":"Hi"}],"thinking":{"type":"adaptive"},"output_config":{"effort":"high"}}""",
            Write(Effort, new RequestTarget { Model = JsonSlice.Of(model) }));

    [Theory]
    [InlineData("claude-3-7-sonnet-20250219")]
    [InlineData("claude-opus-4-20250514")]
    [InlineData("claude-sonnet-4@20250514")]
    [InlineData("claude-opus-4-1-20250805")]
    [InlineData("claude-haiku-4-5")]
    [InlineData("us.anthropic.claude-sonnet-4-5-20250929-v1:0")]
    [InlineData("kimi-k2")]
    public void Write_EffortForAModelThatTakesABudget_IsABudgetOnTopOfTheDefaultLimit(string model) =>
        Assert.Equal(
            $$$"""{"model":"{{{model}}}","max_tokens":28672,"messages":[{"role":"user","content":"Hi"}],"thinking":{"type":"enabled","budget_tokens":24576}}""",
            Write(Effort, new RequestTarget { Model = JsonSlice.Of(model) }));

    [Theory]
    [InlineData("medium", 64000, 8192)]
    [InlineData("high", 64000, 24576)]
    [InlineData("xhigh", 32000, 24000)]
    public void Write_EffortForAModelWhoseLongestAnswerIsKnown_IsABudgetWithinIt(string effort, int most, int budget) =>
        Assert.Equal(
            $$$"""{"model":"claude-sonnet-4-5","max_tokens":{{{most}}},"messages":[{"role":"user","content":"Hi"}],"thinking":{"type":"enabled","budget_tokens":{{{budget}}}}}""",
            Write(Effort.Replace("high", effort, StringComparison.Ordinal), new RequestTarget { Model = JsonSlice.Of("claude-sonnet-4-5"), MostTokens = most }));

    [Fact]
    public void Write_NameOfTheUpstreamsModel_DecidesWhereTheAddressHasIt() =>
        Assert.Contains(
            """"thinking":{"type":"adaptive"}"""",
            Write(Effort, new RequestTarget { AnthropicVersion = "vertex-2023-10-16", ModelName = JsonSlice.Of("claude-opus-4-8") }),
            StringComparison.Ordinal);

    [Theory]
    [InlineData(false, null, "", "")]
    [InlineData(true, null, ""","strict":true""", "")]
    [InlineData(true, "vertex-2023-10-16", "", "tools: strict")]
    public void Write_StrictTool_SaysSoOnlyWhereItMeansSomething(bool isStrict, string? version, string written, string lost)
    {
        var conversation = Read(
            $$$"""{"model":"a","messages":[{"role":"user","content":"Hi"}],"tools":[{"type":"function","function":{"name":"f","strict":{{{(isStrict ? "true" : "false")}}}}}]}""",
            Dialect.Chat);

        Assert.EndsWith($$$"""tools":[{"name":"f","input_schema":{"type":"object","properties":{}}{{{written}}}}]}""", Write(conversation, new RequestTarget { AnthropicVersion = version }), StringComparison.Ordinal);
        Assert.Equal(lost, Lost(conversation));
    }

    [Theory]
    [InlineData("claude-sonnet-4-5", """ "temperature":0.7,"top_p":1 """, ""","temperature":0.7""", "")]
    [InlineData("claude-sonnet-4-5", """ "temperature":0.7,"top_p":0.9 """, ""","temperature":0.7""", "top_p")]
    [InlineData("claude-sonnet-4-5", """ "top_p":0.9,"top_k":5 """, ""","top_p":0.9,"top_k":5""", "")]
    [InlineData("claude-sonnet-4-6", """ "temperature":0.7,"top_p":0.9 """, ""","temperature":0.7""", "top_p")]
    [InlineData("us.anthropic.claude-opus-4-7-v1:0", """ "temperature":0.7,"top_p":1,"top_k":5 """, "", "temperature, top_k")]
    [InlineData("claude-sonnet-5", """ "temperature":1,"top_p":0.9 """, "", "temperature, top_p")]
    [InlineData("kimi-k2", """ "temperature":0.7,"top_p":0.9 """, ""","temperature":0.7,"top_p":0.9""", "")]
    public void Write_SamplingParameters_AreThoseThatTheModelTakes(string model, string given, string written, string lost)
    {
        var conversation = Read($$"""{"model":"a","messages":[{"role":"user","content":"Hi"}],{{given}}}""", Dialect.Chat);

        Assert.EndsWith($$"""content":"Hi"}]{{written}}}""", Write(conversation, new RequestTarget { ModelName = JsonSlice.Of(model) }), StringComparison.Ordinal);
        Assert.Equal(lost, Lost(conversation));
    }

    [Fact]
    public void Write_TextsWithoutWords_AreLeftOut() =>
        Assert.Equal(
            """{"max_tokens":4096,"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"tool_use","id":"c","name":"f","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"c"}]}]}""",
            Write(
                """
                {"model":"a","messages":[{"role":"system","content":""},{"role":"user","content":"Hi"},{"role":"assistant","content":"\n\n \u00a0","tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":""}}]},
                {"role":"tool","tool_call_id":"c","content":" "},{"role":"assistant","content":""}]}
                """,
                new RequestTarget()));

    [Theory]
    [InlineData("""{"type":"function","name":"web_search"}""", "tool_choice, tools: the vendor's own tool \"web_search\"")]
    [InlineData("\"auto\"", "tools: the vendor's own tool \"web_search\"")]
    public void Write_ToolsOfAnotherVendorAlone_AreLostWithTheChoice(string choice, string lost)
    {
        var conversation = Read($$"""{"model":"a","input":"Hi","tools":[{"type":"web_search"}],"tool_choice":{{choice}}}""", Dialect.Responses);

        Assert.Equal("""{"max_tokens":4096,"messages":[{"role":"user","content":"Hi"}]}""", Write(conversation, new RequestTarget()));
        Assert.Equal(lost, Lost(conversation));
    }

    [Theory]
    [InlineData("""{"type":"function","function":{"name":"g"}}""", "", "tool_choice")]
    [InlineData("""{"type":"allowed_tools","allowed_tools":{"mode":"required","tools":[{"type":"function","function":{"name":"g"}},{"type":"function","function":{"name":"f"}}]}}""", ""","tool_choice":{"type":"tool","name":"f"}""", "tool_choice: tools that are not on offer")]
    public void Write_ChoiceOfAToolThatIsNotOnOffer_IsLost(string choice, string written, string lost)
    {
        var conversation = Read($$$"""{"model":"a","messages":[{"role":"user","content":"Hi"}],"tools":[{"type":"function","function":{"name":"f"}}],"tool_choice":{{{choice}}}}""", Dialect.Chat);

        Assert.EndsWith($$$$"""properties":{}}}]{{{{written}}}}}""", Write(conversation, new RequestTarget()), StringComparison.Ordinal);
        Assert.Equal(lost, Lost(conversation));
    }

    [Fact]
    public void Write_ForcedToolWithAnEffort_KeepsTheEffortWithoutThinking()
    {
        var request = """{"model":"a","messages":[{"role":"user","content":"Hi"}],"reasoning_effort":"minimal","tools":[{"type":"function","function":{"name":"f"}}],"tool_choice":"required"}""";

        var body = Write(request, new RequestTarget { Model = JsonSlice.Of("claude-opus-5") });

        Assert.Contains("\"output_config\":{\"effort\":\"low\"}", body, StringComparison.Ordinal);
        Assert.DoesNotContain("\"thinking\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ForVertex_HasTheVersionAndNoModel() =>
        Assert.Equal(
            """{"anthropic_version":"vertex-2023-10-16","max_tokens":5,"messages":[{"role":"user","content":"Hi"}],"stream":true}""",
            Write(
                """{"model":"a","max_tokens":5,"stream":true,"messages":[{"role":"user","content":"Hi"}]}""",
                new RequestTarget { AnthropicVersion = "vertex-2023-10-16", IsStream = true },
                Dialect.Messages));

    [Fact]
    public void Write_SchemaForAServerThatTakesNone_IsLost()
    {
        var conversation = Read("""{"model":"a","messages":[{"role":"user","content":"Hi"}],"response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{}}}}""", Dialect.Chat);
        var body = Write(conversation, new RequestTarget { TakesSchema = false });

        Assert.DoesNotContain("output_config", body, StringComparison.Ordinal);
        Assert.Equal([new Loss("response_format", null)], conversation.Parameters.Losses);
    }

    [Fact]
    public void Write_MessagesWithoutTheirDialectsWriter_LosesWhatItAloneKnows()
    {
        var conversation = Read(
            """{"model":"a","max_tokens":5,"messages":[{"role":"user","content":[{"type":"document","source":{"type":"text","media_type":"text/plain","data":"x"},"context":"c"}]}]}""",
            Dialect.Messages);
        conversation.Parameters.Take(Parameter.MaxTokens);

        Assert.Equal([new Loss("messages", "context of a document")], conversation.Parameters.Losses);
    }

    [Fact]
    public void Write_TextFileInADataUrl_IsATextDocument() =>
        Assert.Contains(
            """{"type":"document","source":{"type":"text","media_type":"text/plain","data":"Grüße"},"title":"a.txt"}""",
            Write(
                $$$"""{"model":"a","messages":[{"role":"user","content":[{"type":"file","file":{"filename":"a.txt","file_data":"data:text/plain;base64,{{{Convert.ToBase64String(Encoding.UTF8.GetBytes("Grüße"))}}}"}}]}]}""",
                new RequestTarget()),
            StringComparison.Ordinal);

    private static string Lost(Conversation conversation) => string.Join(", ", conversation.Parameters.Losses.Select(static loss => loss.Part is null ? loss.Field : $"{loss.Field}: {loss.Part}"));

    private static Conversation Read(string request, Dialect client) => Translated.Read(Encoding.UTF8.GetBytes(request), client);

    private static string Write(string request, RequestTarget target, Dialect client = Dialect.Chat) => Write(Read(request, client), target);

    private static string Write(Conversation conversation, RequestTarget target)
    {
        var output = new ArrayBufferWriter<byte>();
        Codecs.Of(Dialect.Messages).RequestWriter.Write(conversation, target, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
