using System.Text.Json;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;
using Fairlead.Simulator.Schemas;

namespace Fairlead.Simulator.Chat.Tools;

/// <summary>Reads <c>tools</c> and <c>tool_choice</c>.</summary>
internal static class ToolReader
{
    internal static IReadOnlyList<ToolDefinition> ReadTools(JsonElement body)
    {
        if (body.Get("tools") is not { } tools)
        {
            return [];
        }

        if (tools.ValueKind != JsonValueKind.Array)
        {
            throw new RefusedException(ApiError.WrongType("tools", "an array of objects", JsonReading.KindOf(tools)));
        }

        return tools.GetArrayLength() > 0
            ? [.. tools.EnumerateArray().Select(ReadTool)]
            : throw new RefusedException(ApiError.EmptyArray("tools"));
    }

    internal static ToolChoice ReadChoice(JsonElement body, IReadOnlyList<ToolDefinition> tools)
    {
        if (body.Get("tool_choice") is not { } choice)
        {
            return new ToolChoice(false, false, null);
        }

        if (tools.Count == 0)
        {
            throw new RefusedException(ApiError.BadRequest(
                "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.", "tool_choice"));
        }

        return choice.ValueKind == JsonValueKind.Object ? Named(choice, tools) : choice.GetString() switch
        {
            "auto" => new ToolChoice(false, false, null),
            "none" => new ToolChoice(true, false, null),
            "required" => new ToolChoice(false, true, null),
            var other => throw new RefusedException(
                ApiError.WrongValue("tool_choice", other ?? "", "'none', 'auto', and 'required'")),
        };
    }

    private static ToolChoice Named(JsonElement choice, IReadOnlyList<ToolDefinition> tools)
    {
        string type = choice.RequiredString("type", "tool_choice.type");
        if (type != "function")
        {
            throw new RefusedException(ApiError.WrongValue("tool_choice.type", type, "'function'"));
        }

        JsonElement function = choice.Get("function") ?? throw new RefusedException(ApiError.Missing("tool_choice.function"));
        string name = function.RequiredString("name", "tool_choice.function.name");
        return tools.Any(t => t.Name == name)
            ? new ToolChoice(false, true, name)
            : throw new RefusedException(ApiError.BadRequest(
                $"Invalid value for 'tool_choice': function '{name}' not found in 'tools' parameter.", "tool_choice"));
    }

    private static ToolDefinition ReadTool(JsonElement tool, int index)
    {
        string at = $"tools[{index}]";
        if (tool.ValueKind != JsonValueKind.Object)
        {
            throw new RefusedException(ApiError.WrongType(at, "an object", JsonReading.KindOf(tool)));
        }

        string type = tool.RequiredString("type", $"{at}.type");
        if (type != "function")
        {
            throw new RefusedException(ApiError.WrongValue($"{at}.type", type, "'function'"));
        }

        JsonElement function = tool.Get("function") ?? throw new RefusedException(ApiError.Missing($"{at}.function"));
        string name = function.RequiredString("name", $"{at}.function.name");
        CheckName(name, $"{at}.function.name");
        JsonElement? parameters = function.Get("parameters");
        if (parameters is { ValueKind: not JsonValueKind.Object } wrong)
        {
            throw new RefusedException(ApiError.WrongType($"{at}.function.parameters", "an object", JsonReading.KindOf(wrong)));
        }

        if (function.Flag("strict") && parameters is { } schema && StrictSchema.Problem(schema) is { } problem)
        {
            throw new RefusedException(ApiError.BadRequest(
                $"Invalid schema for function '{name}': {problem}", $"{at}.function.parameters", "invalid_function_parameters"));
        }

        return new ToolDefinition(name, parameters);
    }

    internal static void CheckName(string name, string param)
    {
        if (name.Length is 0 or > 64)
        {
            throw new RefusedException(ApiError.BadRequest(
                $"Invalid '{param}': string too long or empty. Expected a string with length 1 to 64, but got a string with length {name.Length} instead.",
                param,
                "string_above_max_length"));
        }

        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
        {
            throw new RefusedException(ApiError.BadRequest(
                $"Invalid '{param}': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
                param,
                "invalid_value"));
        }
    }
}
