using System.Net.Http.Json;
using System.Text.Json;

namespace Fairlead.Testing;

/// <summary>Short forms of what tests say over HTTP.</summary>
internal static class HttpClientJson
{
    /// <summary>Posts JSON and reads the JSON of a success.</summary>
    public static async Task<JsonElement> PostJsonAsync(this HttpClient client, string path, object body)
    {
        using var response = await client.PostAsJsonAsync(path, body);
        return await response.SuccessAsync();
    }

    /// <summary>Puts JSON and reads the JSON of a success.</summary>
    public static async Task<JsonElement> PutJsonAsync(this HttpClient client, string path, object body)
    {
        using var response = await client.PutAsJsonAsync(path, body);
        return await response.SuccessAsync();
    }

    /// <summary>Reads the JSON of a success.</summary>
    public static async Task<JsonElement> GetJsonAsync(this HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return await response.SuccessAsync();
    }

    /// <summary>Sends a body as it is, as JSON.</summary>
    public static Task<HttpResponseMessage> PostTextAsync(this HttpClient client, string path, string json) =>
        client.PostAsync(new Uri(path, UriKind.Relative), new StringContent(json, System.Text.Encoding.UTF8, "application/json"));

    /// <summary>The JSON of an answer, whatever its status.</summary>
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response) => JsonElement.Parse(await response.Content.ReadAsByteArrayAsync());

    private static async Task<JsonElement> SuccessAsync(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonElement.Parse(text) : throw new HttpRequestException($"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri} answered {(int)response.StatusCode}: {text}");
    }
}
