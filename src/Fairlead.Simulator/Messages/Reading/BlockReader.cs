using System.Text.Json;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Messages.Reading;

/// <summary>Reads and checks the blocks that messages, the system prompt, tool results and documents are made of.</summary>
internal static class BlockReader
{
    internal static readonly string[] InSystem = ["text"];
    internal static readonly string[] InDocuments = ["image", "text"];
    private static readonly string[] InResults = ["document", "image", "search_result", "text", "tool_reference"];

    private static readonly string[] InMessages =
    [
        "bash_code_execution_tool_result", "code_execution_tool_result", "container_upload", "document", "image", "redacted_thinking",
        "search_result", "server_tool_use", "text", "text_editor_code_execution_tool_result", "thinking", "tool_result",
        "tool_search_tool_result", "tool_use", "web_fetch_tool_result", "web_search_tool_result",
    ];

    internal static ContentBlock Read(InputObject block) => Read(block, InMessages);

    /// <summary>The text of a field that holds a string, or blocks of certain types.</summary>
    internal static (string Text, int Marks) ReadText(InputObject holder, string name, IReadOnlyList<string> types, bool required)
    {
        JsonElement? content = required ? holder.Required(name) : holder.Get(name);
        if (content is null or { ValueKind: JsonValueKind.String })
        {
            return (content?.GetString() ?? "", 0);
        }

        ContentBlock[] blocks = [.. holder.Objects(name).Select(part => Read(part, types))];
        return (string.Join('\n', blocks.Where(b => b.Type == "text").Select(b => b.Text)), blocks.Sum(b => b.CacheMarks));
    }

    private static ContentBlock Read(InputObject block, IReadOnlyList<string> types)
    {
        string type = block.Tag(types);
        InputObject tagged = block.Under(type);
        int marks = CacheControl.Check(tagged);
        var read = new ContentBlock(type, block.Path) { CacheMarks = marks };
        switch (type)
        {
            case "text":
                tagged.AllowOnly(["type", "text", "citations", CacheControl.Name]);
                return read with { Text = tagged.RequiredText("text"), HasCitations = tagged.Json.Items("citations").Any() };
            case "thinking":
                tagged.AllowOnly(["type", "thinking", "signature"]);
                return read with { Text = tagged.RequiredText("thinking"), Signature = tagged.RequiredText("signature") };
            case "redacted_thinking":
                tagged.AllowOnly(["type", "data"]);
                return read with { Signature = tagged.RequiredText("data") };
            case "tool_use":
                return ReadToolUse(tagged, read);
            case "tool_result":
                return ReadToolResult(tagged, read);
            case "image":
                tagged.AllowOnly(["type", "source", "transformations", CacheControl.Name]);
                SourceReader.CheckImage(tagged);
                return read;
            case "document":
                tagged.AllowOnly(["type", "source", "title", "context", "citations", CacheControl.Name]);
                return read with { CacheMarks = marks + SourceReader.CheckDocument(tagged) };
            case "search_result":
                return ReadSearchResult(tagged, read);
            default:
                return read;
        }
    }

    private static ContentBlock ReadSearchResult(InputObject block, ContentBlock read)
    {
        block.AllowOnly(["type", "source", "title", "content", "citations", CacheControl.Name]);
        block.RequiredText("source");
        block.RequiredText("title");
        ContentBlock[] parts = [.. block.Objects("content").Select(part => Read(part, InSystem))];
        return read with
        {
            CacheMarks = read.CacheMarks + parts.Sum(p => p.CacheMarks),
            HasCitations = parts.Any(p => p.HasCitations),
        };
    }

    private static ContentBlock ReadToolUse(InputObject block, ContentBlock read)
    {
        block.AllowOnly(["type", "id", "name", "input", "caller", "toolset_name", CacheControl.Name]);
        return read with
        {
            ToolUseId = ReadId(block, "id"),
            Name = block.RequiredText("name"),
            Input = InputObject.Of(block.Required("input"), block.At("input")).Json.GetRawText(),
        };
    }

    private static ContentBlock ReadToolResult(InputObject block, ContentBlock read)
    {
        block.AllowOnly(["type", "tool_use_id", "content", "is_error", "toolset_name", CacheControl.Name]);
        block.Flag("is_error");
        (string text, int marks) = ReadText(block, "content", InResults, required: false);
        return read with { ToolUseId = ReadId(block, "tool_use_id"), Text = text, CacheMarks = read.CacheMarks + marks };
    }

    private static string ReadId(InputObject block, string name)
    {
        string id = block.RequiredText(name);
        return id.Length > 0 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')
            ? id
            : throw block.Refuse(name, "String should match pattern '^[a-zA-Z0-9_-]+$'");
    }
}
