using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.Tests.Translation;
using Xunit;

namespace Fairlead.Protocols.Tests.Gemini;

public sealed class GeminiRequestTests
{
    private static readonly MediaBlock Image = new() { Kind = MediaKind.Image, Source = MediaSource.Base64, MediaType = "image/png", Data = JsonSlice.Of("iVBORw0KGgo=") };

    [Fact]
    public void ToolResults_OutOfOrder_StandInTheOrderOfTheCallsAndMediaAfterThem()
    {
        var conversation = new Conversation { Dialect = Dialect.Messages };
        conversation.Add(Role.User, Text("Go"));
        conversation.Add(Role.Assistant, Call("a"), Call("b"));
        var (second, first) = (Result("b", Text("two")), Result("a", Image, Text("{\"one\":1}")));
        conversation.Add(Role.Tool, second, first);

        Assert.EndsWith(
            """{"role":"user","parts":[{"functionResponse":{"name":"f","response":{"one":1}}},{"functionResponse":{"name":"f","response":{"result":"two"}}},{"inlineData":{"mimeType":"image/png","data":"iVBORw0KGgo="}}]}],"generationConfig":{}}""",
            Written.Request(Dialect.Gemini, conversation),
            StringComparison.Ordinal);
        Assert.Empty(Written.Losses(conversation));
    }

    [Fact]
    public void ToolResult_OfAnError_SaysSo()
    {
        var conversation = new Conversation { Dialect = Dialect.Messages };
        conversation.Add(Role.Assistant, Call("a"));
        var result = new ToolResultBlock { CallId = JsonSlice.Of("a"), IsError = true };
        result.Content.Add(Text("{\"no\":1}"));
        conversation.Add(Role.Tool, result);

        Assert.Contains("""{"functionResponse":{"name":"f","response":{"error":"{\"no\":1}"}}}""", Written.Request(Dialect.Gemini, conversation), StringComparison.Ordinal);
    }

    [Fact]
    public void Signatures_OfThoughts_GoOnThePartTheyCameWith()
    {
        var conversation = new Conversation { Dialect = Dialect.Messages };
        conversation.Add(Role.Assistant, Thought("Hm.", "s1"), Call("a"), Call("b"));
        conversation.Add(Role.Tool, Result("a"), Result("b"));
        conversation.Add(Role.Assistant, Text("Done."), Thought("", "s2"));

        var body = Written.Request(Dialect.Gemini, conversation);

        Assert.Contains(
            """{"role":"model","parts":[{"text":"Hm.","thought":true},{"functionCall":{"name":"f","args":{}},"thoughtSignature":"s1"},{"functionCall":{"name":"f","args":{}}}]}""",
            body,
            StringComparison.Ordinal);
        Assert.Contains("""{"role":"model","parts":[{"text":"Done."},{"text":"","thoughtSignature":"s2"}]}""", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.com/a.webp?x=1.png", "image/webp")]
    [InlineData("https://example.com/picture", "image/jpeg")]
    [InlineData("gs://bucket/a.PNG", "image/png")]
    public void Image_ByAddress_HasTheTypeOfItsName(string address, string type)
    {
        var conversation = new Conversation { Dialect = Dialect.Messages };
        conversation.Add(Role.User, new MediaBlock { Kind = MediaKind.Image, Source = MediaSource.Url, Data = JsonSlice.Of(address) });

        Assert.Contains($$$"""{"fileData":{"mimeType":"{{{type}}}","fileUri":"{{{address}}}"}}""", Written.Request(Dialect.Gemini, conversation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"budget":5000}""", """{"includeThoughts":true,"thinkingBudget":5000}""")]
    [InlineData("""{"effort":"max"}""", """{"includeThoughts":true,"thinkingBudget":24576}""")]
    [InlineData("""{"adaptive":true}""", """{"includeThoughts":true,"thinkingBudget":-1}""")]
    [InlineData("""{"effort":"none","off":true}""", """{"thinkingBudget":0}""")]
    [InlineData("""{"budget":5000,"hidden":true}""", """{"includeThoughts":false,"thinkingBudget":5000}""")]
    public void Reasoning_OfEveryKind_IsABudget(string reasoning, string expected)
    {
        var given = JsonSlice.Literal(reasoning);
        var conversation = new Conversation
        {
            Dialect = Dialect.Messages,
            Reasoning = new Reasoning
            {
                Budget = given["budget"u8],
                Effort = given["effort"u8],
                IsAdaptive = given["adaptive"u8].IsTrue,
                IsOff = given["off"u8].IsTrue,
                IsShown = given["hidden"u8].IsTrue ? false : null,
            },
        };

        Assert.Contains($"\"thinkingConfig\":{expected}", Written.Request(Dialect.Gemini, conversation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gemini-2.5-flash", """{"budget":31999}""", ""","generationConfig":{"thinkingConfig":{"includeThoughts":true,"thinkingBudget":24576}}}""", null)]
    [InlineData("gemini-2.5-pro", """{"budget":40000}""", ""","generationConfig":{"thinkingConfig":{"includeThoughts":true,"thinkingBudget":32768}}}""", null)]
    [InlineData("gemini-2.5-flash", """{"off":true}""", ""","generationConfig":{"thinkingConfig":{"thinkingBudget":0}}}""", null)]
    [InlineData("gemini-2.5-pro", """{"off":true}""", ""","generationConfig":{}}""", "that there is to be none")]
    [InlineData("gemini-3-pro-preview", """{"off":true}""", ""","generationConfig":{}}""", "that there is to be none")]
    public void Reasoning_BeyondWhatTheModelTakes_IsWhatItTakes(string model, string reasoning, string expected, string? lost)
    {
        var given = JsonSlice.Literal(reasoning);
        var conversation = new Conversation { Dialect = Dialect.Messages, Reasoning = new Reasoning { Budget = given["budget"u8], IsOff = given["off"u8].IsTrue } };

        Assert.EndsWith(expected, Written.Request(Dialect.Gemini, conversation, new RequestTarget { ModelName = JsonSlice.Of(model) }), StringComparison.Ordinal);
        Assert.Equal(lost is null ? [] : [lost], Written.Losses(conversation));
    }

    [Theory]
    [InlineData("f", ""","toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["f"]}},"generationConfig":{}}""")]
    [InlineData("g", """}]}],"generationConfig":{}}""")]
    public void ToolChoice_OfAToolThatIsNotOnOffer_IsLost(string name, string expected)
    {
        var conversation = new Conversation { Dialect = Dialect.Chat, ToolChoice = new ToolChoice(ToolChoiceMode.Named, JsonSlice.Of(name)) };
        conversation.Tools.Add(new Tool { Name = JsonSlice.Of("f") });

        Assert.EndsWith(expected, Written.Request(Dialect.Gemini, conversation), StringComparison.Ordinal);
    }

    private static TextBlock Text(string text) => new(JsonSlice.Of(text));

    private static ReasoningBlock Thought(string text, string signature) => new() { Text = JsonSlice.Of(text), Signature = JsonSlice.Of(signature) };

    private static ToolCallBlock Call(string id) => new() { CallId = JsonSlice.Of(id), Name = JsonSlice.Of("f"), Arguments = JsonSlice.Of("") };

    private static ToolResultBlock Result(string id, params Block[] content)
    {
        var result = new ToolResultBlock { CallId = JsonSlice.Of(id) };
        result.Content.AddRange(content);
        return result;
    }
}
