using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text;
using System.Text.Json;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Responses;

namespace Fairlead.Simulator.Tests;

/// <summary>A simulator of the test's own on a free port, with the clients that talk to it.</summary>
internal sealed class TestSimulator : IAsyncDisposable
{
    /// <summary>What never comes must fail a test, not hang it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private TestSimulator(SimulatorServer server)
    {
        Server = server;
        Http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(server.BaseAddress.GetLeftPart(UriPartial.Authority)) };
    }

    internal SimulatorServer Server { get; }

    internal HttpClient Http { get; }

    internal static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    internal static async Task<TestSimulator> StartAsync(SimulatorOptions? options = null) =>
        new(await SimulatorServer.StartAsync((options ?? new()) with { Urls = "http://127.0.0.1:0" }, Cancelled));

    /// <summary>A simulator whose time is the test's.</summary>
    internal static async Task<TestSimulator> StartAsync(TimeProvider clock, SimulatorOptions options) =>
        new(await SimulatorServer.StartAsync(options with { Urls = "http://127.0.0.1:0" }, clock, Cancelled));

    internal OpenAIClient Sdk(string key = "sk-any") => new(
        new ApiKeyCredential(key),
        new OpenAIClientOptions { Endpoint = Server.BaseAddress, RetryPolicy = new ClientRetryPolicy(0) });

    internal ChatClient Chat(string model = "gpt-5", string key = "sk-any") => Sdk(key).GetChatClient(model);

    internal ResponsesClient Responses(string key = "sk-any") => new(
        new ApiKeyCredential(key),
        new ResponsesClientOptions { Endpoint = Server.BaseAddress, RetryPolicy = new ClientRetryPolicy(0) });

    internal Task<HttpResponseMessage> PostAsync(string path, string json) =>
        Http.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"), Cancelled);

    internal Task<HttpResponseMessage> SayAsync(string text, bool stream = false) => PostAsync("/v1/chat/completions", Say(text, stream));

    internal static string Say(string text, bool stream = false) => JsonSerializer.Serialize(
        new { model = "gpt-5", stream, messages = new[] { new { role = "user", content = text } } });

    internal Task<ReceivedRequest> NextReceivedAsync() => Server.NextReceivedAsync(Cancelled).WaitAsync(Patience, Cancelled);

    internal Task<ReceivedRequest> NextAbortedAsync() => Server.NextAbortedAsync(Cancelled).WaitAsync(Patience, Cancelled);

    internal static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancelled));

    /// <summary>The answer to a POST that must succeed.</summary>
    internal async Task<JsonElement> AskAsync(string path, string json)
    {
        using HttpResponseMessage response = await PostAsync(path, json);
        JsonElement body = await JsonAsync(response);
        Assert.True(response.IsSuccessStatusCode, body.GetRawText());
        return body;
    }

    /// <summary>The status and the <c>error</c> of a POST that must fail.</summary>
    internal async Task<(int Status, JsonElement Error)> RefusalAsync(string path, string json)
    {
        using HttpResponseMessage response = await PostAsync(path, json);
        return ((int)response.StatusCode, (await JsonAsync(response)).GetProperty("error"));
    }

    internal async Task<string> ReplyAsync(string text)
    {
        using HttpResponseMessage response = await SayAsync(text);
        return (await JsonAsync(response)).GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;
    }

    /// <summary>The <c>data:</c> lines of an event stream.</summary>
    internal static async Task<string[]> EventsAsync(HttpResponseMessage response) =>
        [.. (await response.Content.ReadAsStringAsync(Cancelled)).Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(e => e.StartsWith("data: ", StringComparison.Ordinal) ? e["data: ".Length..] : throw new FormatException(e))];

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }
}
