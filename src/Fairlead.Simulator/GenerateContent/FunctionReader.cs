using System.Text.Json;
using System.Text.RegularExpressions;
using Fairlead.Simulator.Chat.Tools;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.GenerateContent;

/// <summary>Reads <c>tools</c> and <c>toolConfig</c>.</summary>
internal static partial class FunctionReader
{
    internal static IReadOnlyList<ToolDefinition> ReadTools(JsonElement body)
    {
        ToolDefinition[] tools =
        [
            .. body.Items("tools").SelectMany((tool, t) => tool.Items("functionDeclarations")
                .Select((f, i) => ReadTool(f, $"* GenerateContentRequest.tools[{t}].function_declarations[{i}]"))),
        ];
        string? twice = tools.GroupBy(t => t.Name).FirstOrDefault(g => g.Count() > 1)?.Key;
        return twice is null ? tools : throw GoogleErrors.Invalid($"Duplicate function declaration found: {twice}");
    }

    /// <param name="body">The request.</param>
    /// <param name="tools">The functions declared; left are those that may be called.</param>
    internal static ToolChoice ReadChoice(JsonElement body, ref IReadOnlyList<ToolDefinition> tools)
    {
        if (body.Get("toolConfig")?.Get("functionCallingConfig") is not { } config)
        {
            return new ToolChoice(false, false, null);
        }

        string mode = config.Text("mode")?.ToUpperInvariant() ?? "AUTO";
        string[] allowed = [.. config.Items("allowedFunctionNames").Select(n => n.GetString()!)];
        if (tools.Count == 0 && mode is "ANY" or "VALIDATED")
        {
            throw GoogleErrors.Invalid("Function calling config is set without function_declarations.");
        }

        if (allowed.Length > 0 && mode is not ("ANY" or "VALIDATED"))
        {
            throw GoogleErrors.Invalid("Allowed function names are only supported when function calling mode is ANY.");
        }

        IReadOnlyList<ToolDefinition> declared = tools;
        if (allowed.FirstOrDefault(a => declared.All(t => t.Name != a)) is { } unknown)
        {
            throw GoogleErrors.Invalid($"The allowed function name '{unknown}' is not in function_declarations.");
        }

        tools = allowed.Length > 0 ? [.. tools.Where(t => allowed.Contains(t.Name))] : tools;
        return new ToolChoice(mode == "NONE", mode == "ANY", null);
    }

    private static ToolDefinition ReadTool(JsonElement function, string at)
    {
        string name = function.Text("name") ?? "";
        if (!Name().IsMatch(name))
        {
            throw GoogleErrors.Invalid(
                $"{at}.name: Invalid function name. Must start with a letter or an underscore. Must be alphanumeric (a-z, A-Z, 0-9), underscores (_), dots (.), colons (:), or dashes (-), with a maximum length of 64.\n");
        }

        JsonElement? parameters = function.Get("parameters");
        JsonElement? asJsonSchema = function.Get("parametersJsonSchema");
        if (parameters is not null && asJsonSchema is not null)
        {
            throw GoogleErrors.Invalid($"{at}: only one of parameters and parameters_json_schema may be set.\n");
        }

        if (parameters is { } schema)
        {
            if (!"OBJECT".Equals(schema.Text("type"), StringComparison.OrdinalIgnoreCase))
            {
                throw GoogleErrors.Invalid($"{at}.parameters.type: schema should be of OBJECT type\n");
            }

            OpenApiSchema.Check(schema, $"{at}.parameters");
            return new ToolDefinition(name, OpenApiSchema.ToJsonSchema(schema));
        }

        return new ToolDefinition(name, asJsonSchema);
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_.:-]{0,63}$")]
    private static partial Regex Name();
}
