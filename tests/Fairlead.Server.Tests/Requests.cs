using System.Net.Http.Json;

namespace Fairlead.Server.Tests;

/// <summary>Sends requests whose answer may be a failure.</summary>
internal static class Requests
{
    /// <summary>Sends a request, with a JSON body when there is one.</summary>
    public static Task<Reply> SendAsync(this HttpClient client, string method, string path, object? body = null) =>
        client.SendContentAsync(method, path, body is null ? null : JsonContent.Create(body));

    /// <summary>Sends a request with a body of any kind.</summary>
    public static async Task<Reply> SendContentAsync(this HttpClient client, string method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative)) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return new Reply((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.Headers);
    }
}
