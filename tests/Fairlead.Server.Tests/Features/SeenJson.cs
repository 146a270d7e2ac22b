using System.Text.Json;
using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features;

/// <summary>Reads what an upstream was asked.</summary>
internal static class SeenJson
{
    /// <summary>The body as JSON.</summary>
    public static JsonElement Json(this ScriptedUpstream.Seen seen) => JsonElement.Parse(seen.Body);

    /// <summary>The messages, each as role and content.</summary>
    public static IReadOnlyList<(string Role, string Content)> Messages(this ScriptedUpstream.Seen seen) =>
        [.. seen.Json().GetProperty("messages").EnumerateArray().Select(static message => (message.GetProperty("role").GetString()!, TextOf(message.GetProperty("content"))))];

    private static string TextOf(JsonElement content) => content.ValueKind == JsonValueKind.String
        ? content.GetString()!
        : string.Concat(content.EnumerateArray().Select(static part => part.GetProperty("text").GetString()));
}
