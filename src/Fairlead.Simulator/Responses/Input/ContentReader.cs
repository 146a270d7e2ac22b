using System.Text.Json;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Responses.Input;

/// <summary>Reads the content of messages and of tool results.</summary>
internal static class ContentReader
{
    private static readonly string[] Said = ["output_text", "refusal"];
    private static readonly string[] Asked = ["input_text", "input_image", "input_file", "input_audio"];
    private static readonly string[] Returned = ["input_text", "input_image", "input_file"];

    internal static string ReadMessage(JsonElement item, string role, string at) => item.Get("content") switch
    {
        null => throw new RefusedException(ApiError.Missing($"{at}.content")),
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Array } parts => ReadParts(parts, role == "assistant" ? Said : Asked, $"{at}.content"),
        { } other => throw WrongContent(other, $"{at}.content"),
    };

    internal static string ReadOutput(JsonElement item, string at) => item.Get("output") switch
    {
        null => throw new RefusedException(ApiError.Missing($"{at}.output")),
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Array } parts => ReadParts(parts, Returned, $"{at}.output"),
        { } other => throw WrongContent(other, $"{at}.output"),
    };

    private static string ReadParts(JsonElement parts, string[] allowed, string at) => string.Join(
        '\n', parts.EnumerateArray().Select((part, i) => ReadPart(part, allowed, $"{at}[{i}]")).Where(text => text is not null));

    private static string? ReadPart(JsonElement part, string[] allowed, string at)
    {
        if (part.ValueKind != JsonValueKind.Object)
        {
            throw new RefusedException(ApiError.WrongType(at, "an object", JsonReading.KindOf(part)));
        }

        part.RequiredString("type", $"{at}.type");
        switch (part.OneOf("type", $"{at}.type", allowed))
        {
            case "input_text" or "output_text":
                return part.RequiredString("text", $"{at}.text");
            case "refusal":
                return part.RequiredString("refusal", $"{at}.refusal");
            case "input_image":
                part.OneOf("detail", $"{at}.detail", "low", "high", "auto", "original");
                DemandOne(part, at, "image_url", "file_id");
                return null;
            case "input_file":
                DemandOne(part, at, "file_id", "file_data", "file_url");
                return null;
            default:
                _ = part.Get("input_audio") ?? throw new RefusedException(ApiError.Missing($"{at}.input_audio"));
                return null;
        }
    }

    private static void DemandOne(JsonElement part, string at, params string[] names)
    {
        if (names.All(n => part.OptionalString(n, $"{at}.{n}") is null))
        {
            throw new RefusedException(ApiError.Missing($"{at}.{names[0]}"));
        }
    }

    private static RefusedException WrongContent(JsonElement value, string at) =>
        new(ApiError.WrongType(at, "one of an array of objects or string", JsonReading.KindOf(value)));
}
