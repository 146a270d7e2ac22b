using System.Text;
using Fairlead.Simulator;
using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.OwnedObjects;

/// <summary>A server with a simulated upstream, and two clients with a gateway key each.</summary>
internal sealed class FileRig : IAsyncDisposable
{
    public const string Batch = """{"custom_id":"1","method":"POST","url":"/v1/chat/completions","body":{"model":"gpt-5","messages":[{"role":"user","content":"hi"}]}}""" + "\n";
    private const string UpstreamKey = "sk-simulated-0123456789";

    private FileRig(TestServer server, SimulatorServer simulator, HttpClient one, HttpClient other)
    {
        Server = server;
        Simulator = simulator;
        One = one;
        Other = other;
    }

    public TestServer Server { get; }

    public SimulatorServer Simulator { get; }

    public HttpClient One { get; }

    public HttpClient Other { get; }

    public static async Task<FileRig> StartAsync()
    {
        var simulator = await SimulatorServer.StartAsync(new SimulatorOptions { Urls = "http://127.0.0.1:0", ApiKey = UpstreamKey }, TestContext.Current.CancellationToken);
        var server = await TestServer.StartAsync();
        await server.ConnectAsync(simulator.BaseAddress.ToString(), UpstreamKey, [new { name = "gpt-5" }]);
        return new FileRig(server, simulator, server.Client(await server.KeyAsync()), server.Client(await server.KeyAsync()));
    }

    /// <summary>Uploads a file.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> UploadAsync(HttpClient client, string content = Batch, string? provider = null)
    {
        var reply = await TryUploadAsync(client, content, provider);
        return reply.Status == 200 ? reply.Json.GetProperty("id").GetString()! : throw new InvalidOperationException(reply.Text);
    }

    /// <summary>Uploads a file, and takes what comes.</summary>
    public static Task<Reply> TryUploadAsync(HttpClient client, string content, string? provider)
    {
        var form = new MultipartFormDataContent
        {
            { new StringContent("batch"), "purpose" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "file", "requests.jsonl" },
        };
        return client.SendContentAsync("POST", "/v1/files", form, provider is null ? [] : [("x-fairlead-provider", provider)]);
    }

    /// <summary>Creates a batch of a file.</summary>
    public static Task<Reply> BatchAsync(HttpClient client, string file) =>
        client.SendAsync("POST", "/v1/batches", new { input_file_id = file, endpoint = "/v1/chat/completions", completion_window = "24h" });

    /// <summary>The ids of a list.</summary>
    public static async Task<string[]> IdsAsync(HttpClient client, string path) =>
        [.. (await client.GetJsonAsync(path)).GetProperty("data").EnumerateArray().Select(static item => item.GetProperty("id").GetString()!)];

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Simulator.DisposeAsync();
    }
}
