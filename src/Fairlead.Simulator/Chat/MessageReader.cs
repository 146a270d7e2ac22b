using System.Text.Json;
using Fairlead.Simulator.Chat.Tools;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Chat;

/// <summary>Reads and checks <c>messages</c>.</summary>
internal static class MessageReader
{
    private static readonly string[] Roles = ["system", "assistant", "user", "function", "tool", "developer"];
    private static readonly string[] Parts = ["text", "image_url", "input_audio", "refusal", "audio", "file"];

    internal static IReadOnlyList<ChatMessage> ReadAll(JsonElement body)
    {
        JsonElement messages = body.Get("messages") ?? throw new RefusedException(ApiError.Missing("messages"));
        if (messages.ValueKind != JsonValueKind.Array)
        {
            throw new RefusedException(ApiError.WrongType("messages", "an array of objects", JsonReading.KindOf(messages)));
        }

        ChatMessage[] all = [.. messages.EnumerateArray().Select(ReadOne)];
        if (all.Length == 0)
        {
            throw new RefusedException(ApiError.EmptyArray("messages"));
        }

        ToolTurns.Check(all);
        return all;
    }

    private static ChatMessage ReadOne(JsonElement message, int index)
    {
        string at = $"messages[{index}]";
        if (message.ValueKind != JsonValueKind.Object)
        {
            throw new RefusedException(ApiError.WrongType(at, "an object", JsonReading.KindOf(message)));
        }

        string role = message.RequiredString("role", $"{at}.role");
        if (!Roles.Contains(role))
        {
            throw new RefusedException(ApiError.WrongValue(
                $"{at}.role", role, "'system', 'assistant', 'user', 'function', 'tool', and 'developer'"));
        }

        string? answers = role == "tool" ? message.RequiredString("tool_call_id", $"{at}.tool_call_id") : null;
        ToolCall[] calls = [.. message.Items("tool_calls").Select((call, i) => ReadCall(call, $"{at}.tool_calls[{i}]"))];
        return new ChatMessage(role, ReadContent(message, role, at, index), calls, answers);
    }

    private static string ReadContent(JsonElement message, string role, string at, int index)
    {
        if (message.Get("content") is not { } content)
        {
            bool optional = role == "assistant"
                && (message.Get("tool_calls") ?? message.Get("function_call") ?? message.Get("refusal") ?? message.Get("audio")) is not null;
            return optional ? "" : throw new RefusedException(ApiError.BadRequest(
                "Invalid value for 'content': expected a string, got null.", $"messages.[{index}].content"));
        }

        return content.ValueKind switch
        {
            JsonValueKind.String => content.GetString()!,
            JsonValueKind.Array when content.GetArrayLength() == 0 => throw new RefusedException(ApiError.EmptyArray($"{at}.content")),
            JsonValueKind.Array => string.Join('\n', content.EnumerateArray().Select((part, i) => ReadPart(part, $"{at}.content[{i}]")).Where(t => t is not null)),
            _ => throw new RefusedException(ApiError.WrongType(
                $"{at}.content", "one of a string or array of objects", JsonReading.KindOf(content))),
        };
    }

    /// <returns>The part's text; null when it is something else, such as an image.</returns>
    private static string? ReadPart(JsonElement part, string at)
    {
        if (part.ValueKind != JsonValueKind.Object)
        {
            throw new RefusedException(ApiError.WrongType(at, "an object", JsonReading.KindOf(part)));
        }

        string type = part.RequiredString("type", $"{at}.type");
        if (!Parts.Contains(type))
        {
            throw new RefusedException(ApiError.WrongValue(
                $"{at}.type", type, "'text', 'image_url', 'input_audio', 'refusal', 'audio', and 'file'"));
        }

        if (Lacking(part, type) is { } missing)
        {
            throw new RefusedException(ApiError.Missing($"{at}.{missing}"));
        }

        return type == "text" ? part.RequiredString("text", $"{at}.text") : null;
    }

    private static string? Lacking(JsonElement part, string type) => type switch
    {
        "image_url" when part.Get("image_url")?.Text("url") is null => "image_url.url",
        "input_audio" when part.Get("input_audio")?.Text("data") is null => "input_audio.data",
        "input_audio" when part.Get("input_audio")?.Text("format") is null => "input_audio.format",
        "file" when (part.Get("file")?.Text("file_id") ?? part.Get("file")?.Text("file_data")) is null => "file",
        _ => null,
    };

    private static ToolCall ReadCall(JsonElement call, string at)
    {
        JsonElement function = call.Get("function") ?? throw new RefusedException(ApiError.Missing($"{at}.function"));
        return new ToolCall(
            call.RequiredString("id", $"{at}.id"),
            function.RequiredString("name", $"{at}.function.name"),
            function.RequiredString("arguments", $"{at}.function.arguments"));
    }
}
