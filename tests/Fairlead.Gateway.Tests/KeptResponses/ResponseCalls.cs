using System.Text.Json;
using Fairlead.Testing;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Tests.KeptResponses;

/// <summary>Short forms of what tests do with responses.</summary>
internal static class ResponseCalls
{
    public const string Route = "/v1/responses";

    /// <summary>A tool call as Chat tells it.</summary>
    public const string ToolCall = """{"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"weather","arguments":"{\"city\":\"Oslo\"}"}}]},"finish_reason":"tool_calls"}]}""";

    /// <summary>The same as a stream.</summary>
    public const string ToolCallStream = """
        data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"weather","arguments":""}}]},"finish_reason":null}]}

        data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"city\":\"Oslo\"}"}}]},"finish_reason":null}]}

        data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

        data: [DONE]


        """;

    /// <summary>A server that has no Responses, and answers in Chat: whole, or as a stream when one is asked for.</summary>
    public static RequestDelegate ChatOnly(RequestDelegate chat) => context => context.Request.Path.Value!.EndsWith("/responses", StringComparison.Ordinal)
        ? ScriptedUpstream.Says(404, "application/json", """{"detail":"Not Found"}""")(context)
        : chat(context);

    /// <summary>A server that has no Responses and says a text, streamed if <paramref name="stream"/> says so.</summary>
    public static RequestDelegate ChatSays(string text, bool stream = false) =>
        ChatOnly(stream ? ScriptedUpstream.SaysStream(ScriptedUpstream.Stream(text)) : ScriptedUpstream.SaysCompletion(text));

    /// <summary>Asks for a response; the response, be it whole or of the last event of a stream.</summary>
    public static async Task<JsonElement> RespondAsync(this HttpClient client, string members, bool stream = false)
    {
        using var response = await client.PostTextAsync(Route, Body(members, stream));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return stream ? Last(text).GetProperty("response") : JsonElement.Parse(text);
    }

    /// <summary>Asks for a response that is refused.</summary>
    public static async Task<(int Status, string? Code)> RefusedAsync(this HttpClient client, string members)
    {
        using var response = await client.PostTextAsync(Route, Body(members, false));
        return await response.CodeAsync();
    }

    /// <summary>Asks about a response.</summary>
    public static async Task<(int Status, JsonElement Body)> AboutAsync(this HttpClient client, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri($"{Route}/{path}", UriKind.Relative));
        using var response = await client.SendAsync(request, Rig.Patience);
        return ((int)response.StatusCode, await response.JsonAsync());
    }

    /// <summary>The data of a stream's last event.</summary>
    public static JsonElement Last(string stream) => JsonElement.Parse(stream.TrimEnd().Split("\n")[^1]["data: ".Length..]);

    /// <summary>A response's id.</summary>
    public static string Id(this JsonElement response) => response.GetProperty("id").GetString()!;

    /// <summary>The code of an error.</summary>
    public static string? Code(this JsonElement body) => body.GetProperty("error").GetProperty("code").GetString();

    private static string Body(string members, bool stream) => $$"""{"model":"claude-sonnet",{{members}}{{(stream ? ",\"stream\":true" : string.Empty)}}}""";
}
