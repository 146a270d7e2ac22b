using System.Buffers;
using System.Text;
using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Answers;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Caching;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.KeptResponses;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Ports;
using Fairlead.Gateway.Routing;
using Fairlead.Gateway.Tests.Catalog;
using Fairlead.Gateway.Tests.FileReferences;
using Fairlead.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Gateway.Tests.Caching;

/// <summary>A pipeline with a cache in front of an upstream, and a clock that a test moves. The model <c>m</c> is cached for a minute.</summary>
internal sealed class CacheRig : IAsyncDisposable
{
    private readonly OutboundHandler outbound;
    private readonly GatewayPipeline pipeline;
    private readonly ModelCatalog catalog = new();

    private CacheRig(ScriptedUpstream upstream, CachePolicy policy, CachingOptions options, IDistributedCache? distributed)
    {
        Upstream = upstream;
        var gateway = new GatewayOptions();
        outbound = new OutboundHandler(gateway, new NetworkOptions());
        Declare(new RouteDefinition("m", [new DeploymentDefinition("main", "up")]) { Cache = policy });
        var context = AttemptContext.Of(outbound, gateway, Sink, new NoResponses(), new OwnedFiles(), Time);
        Cache = new ResponseCache(options, context, NullLoggerFactory.Instance, distributed);
        pipeline = new GatewayPipeline(catalog, context, new NoResponses(), Cache);
    }

    public ScriptedUpstream Upstream { get; }

    public ResponseCache Cache { get; }

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UnixEpoch.AddYears(60));

    public Sink Sink { get; } = new();

    public static async Task<CacheRig> StartAsync(RequestDelegate answer, CachingOptions? options = null, bool isShared = false, IDistributedCache? distributed = null) =>
        new(await ScriptedUpstream.StartAsync(answer), new CachePolicy(TimeSpan.FromMinutes(1), isShared), options ?? new CachingOptions(), distributed);

    /// <summary>A chat request for the model.</summary>
    public static string Body(string text = "hi", bool isStream = false) =>
        $$"""{"model":"m",{{(isStream ? "\"stream\":true," : "")}}"messages":[{"role":"user","content":"{{text}}"}]}""";

    /// <summary>Puts routes in force beside the upstream's models <c>up</c> and <c>other</c>.</summary>
    public void Declare(params RouteDefinition[] routes) => Declare(Upstream.BaseUrl, routes);

    /// <summary>The same, with the upstream at another address.</summary>
    public void Declare(string baseUrl, params RouteDefinition[] routes) =>
        catalog.Replace(new CatalogSnapshot([Snapshots.Provider("main", baseUrl, new { name = "up" }, new { name = "other" })], "main", null, routes));

    /// <summary>A request.</summary>
    public static GatewayRequest Ask(
        string body, string caller = "one", string? seconds = null, string? control = null, Operation operation = Operation.Chat, TimeLimits? limits = null) => new()
        {
            Operation = operation,
            Body = new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(body)),
            Caller = new Principal(caller, caller, Role.Member, IsKey: true),
            Cache = seconds is null && control is null ? null : new CacheWish(seconds, control),
            Limits = limits ?? TimeLimits.None,
        };

    /// <summary>Sends a request.</summary>
    public ValueTask<GatewayResult> SendAsync(GatewayRequest request, CancellationToken clientLeft = default) => pipeline.SendAsync(request, clientLeft);

    /// <summary>Sends a request and reads its answer.</summary>
    public async Task<(string Text, CacheStatus? Status)> GetAsync(GatewayRequest request)
    {
        var result = await SendAsync(request, Rig.Patience);
        var text = result.Answer is { } answer ? (await ReadAsync(answer)).Text : result.Refusal?.Code ?? result.Failure?.Kind.ToString() ?? "left";
        return (text, request.CacheStatus);
    }

    /// <summary>Reads an answer to its end.</summary>
    public static async Task<(string Text, AttemptFailure? Failure)> ReadAsync(Answer answer)
    {
        await using (answer)
        {
            var text = new StringBuilder();
            for (var piece = await answer.ReadAsync(); !piece.IsEmpty; piece = await answer.ReadAsync())
            {
                text.Append(Encoding.UTF8.GetString(piece.Span));
            }

            return (text.ToString(), answer.Failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Cache.Dispose();
        outbound.Dispose();
        await Upstream.DisposeAsync();
    }

    private sealed class NoResponses : IResponseStore
    {
        public void Keep(KeptResponse response) => Assert.Fail("Nothing is kept.");

        public ValueTask<KeptResponse?> FindAsync(string id, string owner, CancellationToken cancellationToken) => default;

        public ValueTask DeleteAsync(string id, string owner, CancellationToken cancellationToken) => default;
    }
}
