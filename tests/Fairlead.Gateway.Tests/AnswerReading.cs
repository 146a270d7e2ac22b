using System.Text.Json;
using Fairlead.Testing;

namespace Fairlead.Gateway.Tests;

/// <summary>Reads answers as tests compare them.</summary>
internal static class AnswerReading
{
    /// <summary>The <c>error.code</c> of an answer, after its status.</summary>
    public static async Task<(int Status, string? Code)> CodeAsync(this HttpResponseMessage response)
    {
        var body = await response.JsonAsync();
        return ((int)response.StatusCode, body.GetProperty("error").GetProperty("code").GetString());
    }

    /// <summary>The payloads of a stream's events.</summary>
    public static async Task<string[]> EventsAsync(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(static e => e.StartsWith("data: ", StringComparison.Ordinal) ? e[6..] : throw new FormatException(e))];
    }

    /// <summary>The <c>error.code</c> of an event.</summary>
    public static string? ErrorCode(string data) => JsonElement.Parse(data).GetProperty("error").GetProperty("code").GetString();

    /// <summary>A header, of the answer or of its body; null when it is not there.</summary>
    public static string? Header(this HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;
}
