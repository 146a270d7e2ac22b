using System.Text.Json;
using Fairlead.Simulator.Chat.Tools;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Responses.Input;

/// <summary>Reads <c>input</c>, after whatever <c>previous_response_id</c> stands for.</summary>
internal static class InputReader
{
    internal static IReadOnlyList<InputItem> Read(JsonElement body, Exchange exchange)
    {
        IReadOnlyList<InputItem> earlier = Earlier(body, exchange);
        IReadOnlyList<InputItem> sent = body.Get("input") switch
        {
            { ValueKind: JsonValueKind.String } text => [OfText(text.GetString()!, exchange)],
            { ValueKind: JsonValueKind.Array } items => [.. items.EnumerateArray().Select((item, i) => ReadItem(item, i, earlier, exchange))],
            { } other => throw new RefusedException(ApiError.WrongType(
                "input", "one of a string or array of input items", JsonReading.KindOf(other))),
            null when earlier.Count > 0 => [],
            null => throw new RefusedException(new ApiError(
                400,
                "One of \"input\" or \"previous_response_id\" or 'prompt' or 'conversation_id' must be provided.",
                ApiError.InvalidRequest,
                "input",
                "missing_required_parameter")),
        };
        InputItem[] all = [.. earlier, .. sent];
        ItemTurns.Check(all);
        return all;
    }

    /// <summary>What the simulator itself said, as an item of the next request's conversation.</summary>
    internal static InputItem OfOutput(JsonElement item) => Item(item, item.Text("type")!, item.Text("id")!, "output");

    private static IReadOnlyList<InputItem> Earlier(JsonElement body, Exchange exchange)
    {
        if (body.Text("previous_response_id") is not { } id)
        {
            return [];
        }

        return exchange.State.Responses.Find(id)?.Conversation ?? throw new RefusedException(ApiError.BadRequest(
            $"Previous response with id '{id}' not found.", "previous_response_id", "previous_response_not_found"));
    }

    private static InputItem OfText(string text, Exchange exchange)
    {
        string id = NewId("msg", exchange, 0);
        return new InputItem(id, "message", ItemJson.Message(id, "user", text)) { Role = "user", Text = text };
    }

    private static InputItem ReadItem(JsonElement item, int index, IReadOnlyList<InputItem> earlier, Exchange exchange)
    {
        string at = $"input[{index}]";
        if (item.ValueKind != JsonValueKind.Object)
        {
            throw new RefusedException(ApiError.WrongType(at, "an object", JsonReading.KindOf(item)));
        }

        string type = item.OptionalString("type", $"{at}.type") ?? "message";
        if (type == "item_reference")
        {
            return Referenced(item.RequiredString("id", $"{at}.id"), earlier, exchange);
        }

        if (!ItemTypes.Prefixes.TryGetValue(type, out string? prefix))
        {
            throw new RefusedException(ApiError.WrongValue(at, type, JsonReading.Listed([.. ItemTypes.Prefixes.Keys.Order(StringComparer.Ordinal)])));
        }

        if (type == "reasoning")
        {
            ReasoningItems.Check(item, at, exchange);
        }

        string id = item.Text("id") ?? NewId(prefix, exchange, index);
        return Item(item, type, id, at);
    }

    private static InputItem Item(JsonElement item, string type, string id, string at)
    {
        var read = new InputItem(id, type, ItemJson.WithId(item, type, id));
        return type switch
        {
            "message" => MessageItem(read, item, at),
            "function_call" => read with { Call = ReadCall(item, "arguments", at) },
            "custom_tool_call" => read with { Call = ReadCall(item, "input", at) },
            "function_call_output" or "custom_tool_call_output" => read with
            {
                Answers = item.RequiredString("call_id", $"{at}.call_id"),
                Text = ContentReader.ReadOutput(item, at),
            },
            _ => read,
        };
    }

    private static InputItem MessageItem(InputItem read, JsonElement item, string at)
    {
        string role = item.RequiredString("role", $"{at}.role");
        item.OneOf("role", $"{at}.role", "assistant", "system", "developer", "user");
        string text = ContentReader.ReadMessage(item, role, at);
        return read with
        {
            Role = role,
            Text = text,
            Json = item.Get("content") is { ValueKind: JsonValueKind.String } ? ItemJson.Message(read.Id, role, text) : read.Json,
        };
    }

    private static ToolCall ReadCall(JsonElement item, string arguments, string at) => new(
        item.RequiredString("call_id", $"{at}.call_id"),
        item.RequiredString("name", $"{at}.name"),
        item.RequiredString(arguments, $"{at}.{arguments}"));

    private static InputItem Referenced(string id, IReadOnlyList<InputItem> earlier, Exchange exchange) =>
        earlier.Concat(exchange.State.Responses.All().SelectMany(r => r.Conversation)).FirstOrDefault(i => i.Id == id)
        ?? throw new RefusedException(new ApiError(404, $"Item with id '{id}' not found.", ApiError.InvalidRequest, "input"));

    private static string NewId(string prefix, Exchange exchange, int index) => $"{prefix}_{exchange.Digest.Add("input").Add(index).Letters(48)}";
}
