using System.Text.RegularExpressions;
using Fairlead.Simulator.Chat.Tools;

namespace Fairlead.Simulator.Messages.Reading;

/// <summary>Reads <c>tools</c>.</summary>
internal static partial class ToolListReader
{
    private const string NamePattern = "^[a-zA-Z0-9_-]{1,128}$";
    private static readonly string[] CustomFields =
    [
        "type", "name", "description", "input_schema", "strict", "eager_input_streaming", "defer_loading", "allowed_callers",
        "input_examples", CacheControl.Name,
    ];

    /// <param name="body">The request.</param>
    /// <param name="vertex">Whether it came to Vertex, which knows no <c>strict</c> (https://github.com/vercel/ai/pull/13353).</param>
    /// <returns>The tools the client runs, and how many cache marks all of them carry.</returns>
    internal static (IReadOnlyList<ToolDefinition> Tools, int Marks) Read(InputObject body, bool vertex)
    {
        if (body.Get("tools") is null)
        {
            return ([], 0);
        }

        var tools = new List<ToolDefinition>();
        var names = new HashSet<string>();
        int marks = 0;
        foreach (InputObject tool in body.Objects("tools"))
        {
            string type = tool.Text("type") ?? "custom";
            InputObject tagged = tool.Under(type);
            marks += CacheControl.Check(tagged);
            string name = type == "custom" ? ReadCustomName(tagged, vertex) : ReadBuiltInName(tool, type);
            if (!names.Add(name))
            {
                throw body.Refuse("tools", "Tool names must be unique.");
            }

            if (type == "custom" || ClientRun().IsMatch(type))
            {
                tools.Add(new ToolDefinition(name, type == "custom" ? ReadSchema(tagged) : null));
            }
        }

        return (tools, marks);
    }

    private static string ReadCustomName(InputObject tool, bool vertex)
    {
        tool.AllowOnly(vertex ? [.. CustomFields.Except(["strict"])] : CustomFields);
        tool.Text("description");
        string name = tool.RequiredText("name");
        return Name().IsMatch(name) ? name : throw tool.Refuse("name", $"String should match pattern '{NamePattern}'");
    }

    private static string ReadBuiltInName(InputObject tool, string type)
    {
        if (!ClientRun().IsMatch(type) && !ServerRun().IsMatch(type))
        {
            throw MessagesErrors.Refuse(
                $"{tool.Path}: Input tag '{type}' found using 'type' does not match any of the expected tags: 'bash_20250124', 'custom', 'text_editor_20250124', 'text_editor_20250429', 'text_editor_20250728', 'web_search_20250305'");
        }

        return type == "mcp_toolset" ? tool.RequiredText("mcp_server_name") : tool.Text("name") ?? type;
    }

    private static System.Text.Json.JsonElement ReadSchema(InputObject tool)
    {
        InputObject schema = tool.Object("input_schema") ?? throw tool.Missing("input_schema");
        if (schema.RequiredText("type") != "object")
        {
            throw schema.Refuse("type", "Input should be 'object'");
        }

        return tool.Flag("strict") && ClosedSchema.Problem(schema.Json) is { } problem
            ? throw tool.Refuse("input_schema", problem)
            : schema.Json;
    }

    [GeneratedRegex(@"^[a-zA-Z0-9_-]{1,128}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^(bash|text_editor|computer|memory)_\d{8}\z")]
    private static partial Regex ClientRun();

    [GeneratedRegex(@"^(mcp_toolset|(web_search|web_fetch|code_execution|tool_search_tool_regex|tool_search_tool_bm25|browser_toolset|computer_toolset|advisor)_\d{8})\z")]
    private static partial Regex ServerRun();
}
