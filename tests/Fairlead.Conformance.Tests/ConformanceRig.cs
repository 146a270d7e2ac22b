using System.ClientModel;
using System.ClientModel.Primitives;
using Fairlead.Simulator;
using Fairlead.Testing;
using OpenAI;

namespace Fairlead.Conformance.Tests;

/// <summary>The official client against a server with a simulated upstream: only the client's endpoint and key differ from OpenAI's.</summary>
internal sealed class ConformanceRig : IAsyncDisposable
{
    private const string UpstreamKey = "sk-simulated-0123456789";
    private readonly TestServer server;
    private readonly ChatAlone? between;

    private ConformanceRig(TestServer server, SimulatorServer simulator, ChatAlone? between, string key)
    {
        this.server = server;
        this.between = between;
        Simulator = simulator;
        Key = key;
    }

    public SimulatorServer Simulator { get; }

    /// <summary>A gateway key.</summary>
    public string Key { get; }

    /// <summary>An access token.</summary>
    public string AccessToken => server.Admin.DefaultRequestHeaders.Authorization!.Parameter!;

    public static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Starts all of it.</summary>
    /// <param name="options">The simulator's knobs.</param>
    /// <param name="chatAlone">Whether the upstream has no Responses, as most servers that follow OpenAI.</param>
    public static async Task<ConformanceRig> StartAsync(SimulatorOptions? options = null, bool chatAlone = false)
    {
        var simulator = await SimulatorServer.StartAsync((options ?? new()) with { Urls = "http://127.0.0.1:0", ApiKey = UpstreamKey }, Cancelled);
        var server = await TestServer.StartAsync();
        object[] models = [new { name = "gpt-5" }, new { name = "not-upstream" }, new { name = "text-embedding-3-small", operations = new[] { "embeddings" } }];
        var between = chatAlone ? await ChatAlone.StartAsync(simulator.BaseAddress) : null;
        await server.ConnectAsync(between?.BaseUrl ?? simulator.BaseAddress.ToString(), UpstreamKey, models, new() { ["supportsStructuredOutputs"] = true });
        return new ConformanceRig(server, simulator, between, await server.KeyAsync());
    }

    public OpenAIClient Client(string? key = null) => new(
        new ApiKeyCredential(key ?? Key), new OpenAIClientOptions { Endpoint = new Uri(server.BaseAddress, "/v1"), RetryPolicy = new ClientRetryPolicy(0) });

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        if (between is not null)
        {
            await between.DisposeAsync();
        }

        await Simulator.DisposeAsync();
    }
}
