using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fairlead.Simulator.Responses.Input;

/// <summary>Input items as they are told back.</summary>
internal static class ItemJson
{
    internal static JsonElement Message(string id, string role, string text)
    {
        var part = new JsonObject { ["type"] = role == "assistant" ? "output_text" : "input_text", ["text"] = text };
        if (role == "assistant")
        {
            part["annotations"] = new JsonArray();
        }

        return Element(new JsonObject
        {
            ["id"] = id,
            ["type"] = "message",
            ["status"] = "completed",
            ["role"] = role,
            ["content"] = new JsonArray(part),
        });
    }

    internal static JsonElement WithId(JsonElement item, string type, string id)
    {
        JsonObject told = JsonObject.Create(item)!;
        told["id"] = id;
        told["type"] = type;
        return Element(told);
    }

    private static JsonElement Element(JsonObject item) => JsonElement.Parse(item.ToJsonString());
}
