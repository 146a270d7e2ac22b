using System.Buffers;
using System.Text;
using System.Text.Json;
using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Answers;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.ProviderTypes;
using Fairlead.Gateway.Tests.FileReferences;
using Fairlead.Protocols.JsonSchema;
using Fairlead.Testing;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Tests.Metering;

/// <summary>A pipeline with an upstream behind it, whose records can be waited for.</summary>
internal sealed class MeteredPipeline : IAsyncDisposable
{
    private readonly ScriptedUpstream upstream;
    private readonly OutboundHandler outbound;
    private readonly GatewayPipeline pipeline;
    private readonly AttemptContext context;

    private MeteredPipeline(ScriptedUpstream upstream, string type, GatewayOptions options)
    {
        this.upstream = upstream;
        var catalog = new ModelCatalog();
        catalog.Replace(new CatalogSnapshot([Build(type, upstream.BaseUrl)], "main", null));
        outbound = new OutboundHandler(options, new NetworkOptions());
        context = AttemptContext.Of(outbound, options, Sink, new ForgottenResponses(), new OwnedFiles(), TimeProvider.System);
        pipeline = new GatewayPipeline(catalog, context, new ForgottenResponses());
    }

    /// <summary>What the upstream answers.</summary>
    public RequestDelegate Answer { set => upstream.Answer = value; }

    public RecordingSink Sink { get; } = new();

    /// <summary>What counts behind the requests.</summary>
    public UsageCounter Counter => context.Counter;

    public static async Task<MeteredPipeline> StartAsync(RequestDelegate answer, string type = "openai-compatible", GatewayOptions? options = null) =>
        new(await ScriptedUpstream.StartAsync(answer), type, options ?? new GatewayOptions());

    /// <summary>Sends a request, up to its answer's first byte.</summary>
    public async Task<Answer?> BeginAsync(Operation operation, string body, CancellationTokenSource? leaves = null)
    {
        var request = new GatewayRequest { Operation = operation, Body = new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(body)), Caller = new Principal("caller", "name", Role.Member, IsKey: true) };
        return (await pipeline.SendAsync(request, leaves?.Token ?? CancellationToken.None)).Answer;
    }

    /// <summary>Sends a request, reads its answer to the end and waits for its record.</summary>
    public async Task<UsageRecord> RunAsync(Operation operation, string body)
    {
        if (await BeginAsync(operation, body) is { } answer)
        {
            while (!(await answer.ReadAsync()).IsEmpty)
            {
            }

            await answer.DisposeAsync();
        }

        return await Sink.NextAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Counter.StoppedAsync(Rig.Patience);
        outbound.Dispose();
        await upstream.DisposeAsync();
    }

    private static ProviderSnapshot Build(string type, string baseUrl)
    {
        var config = JsonSerializer.SerializeToElement(new { baseUrl, apiKeySecretName = "KEY", models = Models(type) });
        var problems = new List<Problem>();
        var provider = KnownProviderTypes.Find(type)!.Build(
            new ProviderDefinition("main", type, true, config, default, DateTimeOffset.UnixEpoch), new ProviderContext(static _ => Rig.Secret, new AddressPolicy(new NetworkOptions())), problems);
        Assert.Empty(problems);
        return provider;
    }

    private static object[] Models(string type) => type == "openai-compatible"
        ? [new { name = "claude-sonnet" }, new { name = "embedder", operations = new[] { "embeddings" } }]
        : [new { name = "claude-sonnet" }];
}
