using System.Globalization;
using System.Text;
using Fairlead.Simulator;
using Fairlead.Simulator.Faults;
using Fairlead.Testing;

namespace Fairlead.Conformance.Tests.LiteLLM;

/// <summary>A server that was started with LiteLLM's <c>config.yaml</c>, and the simulated upstream that the file leads to.</summary>
internal sealed class LiteLLMServer : IAsyncDisposable
{
    private readonly TestServer server;
    private readonly string folder;
    private readonly HttpClient client;

    private LiteLLMServer(TestServer server, SimulatorServer upstream, string folder)
    {
        this.server = server;
        this.folder = folder;
        Upstream = upstream;
        client = server.Client("sk-1234");
    }

    /// <summary>The upstream.</summary>
    public SimulatorServer Upstream { get; }

    /// <summary>Starts both.</summary>
    /// <param name="yaml">The file, in which <c>UPSTREAM</c> stands for the upstream's root.</param>
    /// <param name="faults">What goes wrong there.</param>
    public static async Task<LiteLLMServer> StartAsync(string yaml, params FaultRule[] faults)
    {
        var cancelled = TestContext.Current.CancellationToken;
        var upstream = await SimulatorServer.StartAsync(new SimulatorOptions { Urls = "http://127.0.0.1:0", Models = null, Faults = new FaultScript(faults) }, cancelled);
        var folder = Directory.CreateTempSubdirectory("fairlead-litellm-").FullName;
        var file = Path.Combine(folder, "config.yaml");
        await File.WriteAllTextAsync(file, yaml.Replace("UPSTREAM", upstream.BaseAddress.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal), cancelled);
        return new LiteLLMServer(await TestServer.StartAsync(settings => settings with { Config = file }), upstream, folder);
    }

    /// <summary>A chat with a model: the status, and the model that the upstream was asked for last, as the gateway names it.</summary>
    public async Task<(int Status, string? Model, int Attempts)> ChatAsync(string model, string? tags = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = new StringContent($$"""{"model":"{{model}}","messages":[{"role":"user","content":"hi"}]}""", Encoding.UTF8, "application/json"),
        };
        if (tags is not null)
        {
            request.Headers.Add("x-litellm-tags", tags);
        }

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var deployment = response.Headers.TryGetValues("x-fairlead-deployment", out var named) ? named.Single() : null;
        return ((int)response.StatusCode, deployment?[(deployment.IndexOf('/') + 1)..], int.Parse(response.Headers.GetValues("x-fairlead-attempts").Single(), CultureInfo.InvariantCulture));
    }

    /// <summary>How many requests the upstream got for a model.</summary>
    public long Received(string model) => Upstream.Counts.TryGetValue(model, out var count) ? count.Received : 0;

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await Upstream.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
