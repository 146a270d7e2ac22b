using System.Text;
using System.Text.Json;
using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Invocations;

/// <summary>Short forms of what tests do with invocations.</summary>
internal static class InvocationCalls
{
    public const string Route = "/v1/ai/invoke";

    /// <summary>Invokes and reads the whole stream.</summary>
    public static async Task<string> StreamAsync(this HttpClient client, string body, string query = "", string route = Route)
    {
        using var response = await client.PostTextAsync(route + query, body);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? text : throw new HttpRequestException($"{(int)response.StatusCode} {text}");
    }

    /// <summary>Invokes without a stream; the result.</summary>
    public static async Task<JsonElement> AnswerAsync(this HttpClient client, string prompt, string more = "", string query = "")
    {
        using var response = await client.PostTextAsync(Route + query, Body(prompt, ",\"stream\":false" + more));
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonElement.Parse(text).GetProperty("result") : throw new HttpRequestException($"{(int)response.StatusCode} {text}");
    }

    /// <summary>A body that asks something.</summary>
    public static string Body(string prompt, string more = "") => $"{{\"prompt\":{JsonSerializer.Serialize(prompt)}{more}}}";

    /// <summary>A stream's events, read as a client of the contract reads them.</summary>
    public static IReadOnlyList<(string Name, string Data)> Events(string stream)
    {
        var events = new List<(string, string)>();
        foreach (var block in stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Where(static block => !block.StartsWith(':')))
        {
            var lines = block.Split('\n');
            var data = new StringBuilder().AppendJoin('\n', lines.Skip(1).Select(static line => line["data: ".Length..]));
            events.Add((lines[0]["event: ".Length..], data.ToString()));
        }

        return events;
    }

    /// <summary>The data of the one event of a name.</summary>
    public static string DataOf(string stream, string name) => Assert.Single(Events(stream), happened => happened.Name == name).Data;

    /// <summary>How an invocation stands.</summary>
    public static async Task<JsonElement> StateAsync(this HttpClient client, string id) => (await client.GetJsonAsync($"{Route}/{id}")).GetProperty("result");

    /// <summary>How an invocation ended: asks until it has.</summary>
    public static async Task<JsonElement> EndAsync(this HttpClient client, string id)
    {
        while (true)
        {
            var state = await client.StateAsync(id);
            if (state.GetProperty("status").GetString() != "In Progress")
            {
                return state;
            }

            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Records that fit a query, newest first.</summary>
    public static async Task<IReadOnlyList<JsonElement>> RecordsAsync(this HttpClient client, string query = "") =>
        [.. (await client.GetJsonAsync("/v1/ai/invocations" + query)).GetProperty("result").EnumerateArray()];

    /// <summary>The member's text.</summary>
    public static string? Text(this JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.ToString() : null;

    /// <summary>An answer's stream.</summary>
    public static Microsoft.AspNetCore.Http.RequestDelegate Says(string text) => ScriptedUpstream.SaysStream(ScriptedUpstream.Stream(text));
}
