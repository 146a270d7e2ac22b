using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json.Nodes;
using Anthropic;
using Anthropic.Core;
using Fairlead.Conformance.Tests.Providers;
using Fairlead.Simulator;
using Fairlead.Testing;
using OpenAI;

[assembly: AssemblyFixture(typeof(ConnectedServer))]

namespace Fairlead.Conformance.Tests.Providers;

/// <summary>
/// A server with a provider of every type, connected through the control plane, all of them with one simulated upstream. Tests only ask it things: nothing that one
/// of them does can be seen by another.
/// </summary>
public sealed class ConnectedServer : IAsyncLifetime
{
    private readonly List<IDisposable> clients = [];
    private TestServer server = null!;
    private SimulatorServer simulator = null!;
    private string key = null!;

    internal static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    internal SimulatorServer Simulator => simulator;

    /// <summary>An administrator of the control plane.</summary>
    internal HttpClient Admin => server.Admin;

    /// <summary>What the replies to the connections said, by identifier.</summary>
    internal Dictionary<string, JsonNode> Connected { get; } = [];

    /// <summary>The upstream's root.</summary>
    internal string Root => simulator.BaseAddress.GetLeftPart(UriPartial.Authority);

    /// <summary>OpenAI's client: only its endpoint and key differ from the vendor's.</summary>
    internal OpenAIClient OpenAI() =>
        new(new ApiKeyCredential(key), new OpenAIClientOptions { Endpoint = new Uri(server.BaseAddress, "/v1"), RetryPolicy = new ClientRetryPolicy(0) });

    /// <summary>Anthropic's client: only its base URL and key differ from the vendor's.</summary>
    internal AnthropicClient Anthropic()
    {
        var client = new AnthropicClient(new ClientOptions { BaseUrl = server.BaseAddress.AbsoluteUri.TrimEnd('/'), ApiKey = key, MaxRetries = 0 });
        clients.Add(client);
        return client;
    }

    /// <summary>A client that sends a key the way a command line tool does, and no more.</summary>
    internal HttpClient Plain() => server.Client(key);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        simulator = await SimulatorServer.StartAsync(ProviderFixtures.Upstream, Cancelled);
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", ProviderFixtures.AwsKeyId);
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", ProviderFixtures.AwsSecret);
        var file = Path.Combine(Path.GetTempPath(), $"fairlead-{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(file, Declaration(), Cancelled);
        server = await TestServer.StartAsync(settings => settings with
        {
            Config = file,
            Overrides = new Dictionary<string, string?> { ["gateway:useAwsEnvironmentCredentials"] = "true" },
        });
        File.Delete(file);
        key = await server.KeyAsync();
        foreach (var (name, value) in ProviderFixtures.All.SelectMany(static fixture => fixture.Secrets).DistinctBy(static secret => secret.Key))
        {
            await StoreAsync(name, value);
        }

        foreach (var fixture in ProviderFixtures.All)
        {
            Connected[fixture.Identifier] = fixture.IsDeclared
                ? JsonNode.Parse((await Admin.PutJsonAsync("/v1/llm-providers/port?validate_connection=true", new { enabled = true })).GetRawText())!
                : await ConnectAsync(fixture);
        }
    }

    /// <summary>Keeps a secret.</summary>
    internal Task StoreAsync(string name, string value) => Admin.PostJsonAsync("/v1/organization/secrets", new { secretName = name, secretValue = value });

    /// <summary>Stops both.</summary>
    public async ValueTask DisposeAsync()
    {
        clients.ForEach(static client => client.Dispose());
        await server.DisposeAsync();
        await simulator.DisposeAsync();
    }

    private async Task<JsonNode> ConnectAsync(ProviderFixture fixture)
    {
        var body = new { provider = fixture.Type, identifier = fixture.Identifier, config = fixture.Settings(Root) };
        var reply = await Admin.PostJsonAsync("/v1/llm-providers?validate_connection=true", body);
        return JsonNode.Parse(reply.GetRawText())!;
    }

    private string Declaration() => $$"""
        managed:
          baseUrl: {{Root}}/v1
          customHeaders:
            Authorization: Bearer {{ProviderFixtures.UpstreamKey}}
          supportsStructuredOutputs: true
          models:
            - name: gpt-5
        """;
}
