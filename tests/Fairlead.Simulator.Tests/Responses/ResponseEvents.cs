using System.Text.Json;

namespace Fairlead.Simulator.Tests.Responses;

/// <summary>Reads the named events of a streamed response.</summary>
internal static class ResponseEvents
{
    /// <returns>The data objects; each must be of the type that its <c>event:</c> line names.</returns>
    internal static async Task<JsonElement[]> AskAsync(TestSimulator simulator, string body)
    {
        using HttpResponseMessage response = await simulator.PostAsync("/v1/responses", body);
        return await ReadAsync(response);
    }

    internal static async Task<JsonElement[]> ReadAsync(HttpResponseMessage response)
    {
        string text = await response.Content.ReadAsStringAsync(TestSimulator.Cancelled);
        return [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(Read)];
    }

    internal static string TypeOf(JsonElement happened) => happened.GetProperty("type").GetString()!;

    private static JsonElement Read(string lines)
    {
        string[] two = lines.Split('\n');
        JsonElement data = JsonElement.Parse(two[1]["data: ".Length..]);
        Assert.Equal($"event: {TypeOf(data)}", two[0]);
        return data;
    }
}
