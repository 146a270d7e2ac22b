using System.Text;
using System.Text.Json;

namespace Fairlead.Server.Tests.Features;

/// <summary>Requests that may be refused, and what a refusal says.</summary>
internal static class Refusals
{
    /// <summary>Sends a body as it is.</summary>
    public static async Task<HttpResponseMessage> SendTextAsync(this HttpClient client, string method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        return await client.SendAsync(request);
    }

    /// <summary>The envelope of a refusal of a status and a name.</summary>
    public static async Task<JsonElement> RefusedAsync(this Task<HttpResponseMessage> sending, int status, string error)
    {
        using var response = await sending;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"expected {status}, got {(int)response.StatusCode}: {text}");
        var body = JsonElement.Parse(text);
        Assert.Equal(error, body.GetProperty("error").GetString());
        Assert.False(body.GetProperty("ok").GetBoolean());
        return body;
    }

    /// <summary>A refusal's message.</summary>
    public static string Message(this JsonElement refusal) => refusal.GetProperty("message").GetString()!;

    /// <summary>A refusal's problems, each as path and message.</summary>
    public static IReadOnlyList<(string Path, string Message)> Problems(this JsonElement refusal) =>
        [.. refusal.GetProperty("details").GetProperty("problems").EnumerateArray().Select(static problem => (problem.GetProperty("path").GetString()!, problem.GetProperty("message").GetString()!))];

    /// <summary>Asserts that a problem stands at a path and says something.</summary>
    public static void AssertProblem(this JsonElement refusal, string path, string says) =>
        Assert.Contains(refusal.Problems(), problem => problem.Path == path && problem.Message.Contains(says, StringComparison.Ordinal));
}
