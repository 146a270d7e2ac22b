using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>
/// OpenAI's custom tools, which take free text, in dialects that have functions only: such a tool is a function whose one argument
/// <c>input</c> is the text. Writers of answers give its calls back as text (<see cref="ReplyContext.CustomTools"/>).
/// </summary>
public static class CustomToolBridge
{
    /// <summary>The JSON Schema of the arguments.</summary>
    public static JsonSlice Schema { get; } =
        JsonSlice.Literal("""{"type":"object","properties":{"input":{"type":"string"}},"required":["input"]}""");

    /// <summary>The text of a call as an object: <c>{"input": …}</c>.</summary>
    public static JsonSlice ToInput(JsonSlice text) => new((byte[])[.. "{\"input\":"u8, .. text.IsString ? text.Text.Span : "\"\""u8, (byte)'}']);

    /// <summary>The text of a call as arguments: a string that holds that object.</summary>
    public static JsonSlice ToArguments(JsonSlice text) => JsonText.Stringify(ToInput(text));

    /// <summary>The arguments of a call, a string that holds an object, as text; arguments without <c>input</c> come as they are.</summary>
    public static JsonSlice ToText(JsonSlice arguments) =>
        JsonText.ParseObject(arguments)["input"u8] is { IsString: true } text ? text : arguments;

    /// <summary>The arguments of a call whatever its tool is: a string that holds an object.</summary>
    public static JsonSlice Arguments(ToolCallBlock call) => call.IsCustom ? ToArguments(call.Arguments) : call.Arguments;

    /// <summary>Whether an upstream's call of a function is one of a custom tool, and so to be given back as text.</summary>
    public static bool IsBridged(in BlockStart call, ReplyContext context) =>
        call is { Kind: BlockKind.ToolCall, IsCustom: false }
        && (call.Tool is { } tool ? tool.Kind == ToolKind.Custom : context.CustomTools.Count > 0 && context.CustomTools.Contains(call.Name.AsString() ?? ""));
}
