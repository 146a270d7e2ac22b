using System.Text.Json;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Chat;

/// <summary>Writes an entry of <c>tool_calls</c>.</summary>
internal static class ChatCalls
{
    /// <summary>Writes the members of a whole call.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, JsonSlice id, JsonSlice name, JsonSlice arguments, bool isCustom)
    {
        writer.Write("id"u8, id);
        writer.WriteString("type"u8, isCustom ? "custom"u8 : "function"u8);
        writer.WriteStartObject(isCustom ? "custom"u8 : "function"u8);
        writer.Write("name"u8, name);
        writer.Write(isCustom ? "input"u8 : "arguments"u8, arguments);
        writer.WriteEndObject();
    }
}
