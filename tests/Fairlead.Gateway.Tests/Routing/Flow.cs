using System.Buffers;
using System.Text;
using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.KeptResponses;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Ports;
using Fairlead.Gateway.Routing;
using Fairlead.Gateway.Routing.Explanation;
using Fairlead.Gateway.Tests.Catalog;
using Fairlead.Gateway.Tests.FileReferences;
using Fairlead.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Gateway.Tests.Routing;

/// <summary>Requests through the pipeline to one scripted upstream for each provider that the routes name, under a clock that stands still unless it is moved.</summary>
internal sealed class Flow : IAsyncDisposable
{
    private readonly Dictionary<string, ScriptedUpstream> upstreams = new(StringComparer.Ordinal);
    private readonly ModelCatalog catalog = new();
    private readonly OutboundHandler outbound;
    private readonly GatewayPipeline pipeline;
    private int sent;

    private Flow(RoutingOptions? routing, IResponseStore responses, IOwnedObjects owned)
    {
        var options = new GatewayOptions();
        Options = routing ?? new RoutingOptions { MaxRetryDelaySeconds = 0 };
        outbound = new OutboundHandler(options, new NetworkOptions());
        var context = AttemptContext.Of(outbound, options, Sink, responses, owned, Time, Options);
        pipeline = new GatewayPipeline(catalog, context, responses);
        Explainer = new RouteExplainer(catalog, context);
    }

    /// <summary>The clock.</summary>
    public FakeTimeProvider Time { get; } = new();

    /// <summary>What was recorded.</summary>
    public RecordingSink Sink { get; } = new();

    /// <summary>How requests are routed.</summary>
    public RoutingOptions Options { get; }

    /// <summary>Says where requests would go.</summary>
    public RouteExplainer Explainer { get; }

    /// <summary>An answer has begun.</summary>
    public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The client's departure.</summary>
    public CancellationToken ClientLeft { get; set; }

    /// <summary>How the attempts ended, in the order in which they did.</summary>
    public string Attempts => string.Join(", ", Sink.Attempts.Select(static attempt => $"{attempt.Provider.Identifier} {attempt.Failure?.ToString() ?? attempt.Outcome.ToString()}"));

    /// <summary>The upstream of a provider.</summary>
    public ScriptedUpstream this[string provider] => upstreams[provider];

    /// <summary>A route in which each deployment has its turn, the first being the first.</summary>
    public static RouteDefinition Route(string name, params string[] providers) =>
        new(name, [.. providers.Select(static (provider, index) => new DeploymentDefinition(provider, "m") { Order = index })]);

    /// <summary>Starts an upstream for each provider, which answers with its name.</summary>
    public static async Task<Flow> StartAsync(RouteDefinition[] routes, RoutingOptions? routing = null, IResponseStore? responses = null, IOwnedObjects? owned = null, Func<string, string, ProviderSnapshot>? provider = null)
    {
        var flow = new Flow(routing, responses ?? new NoKeptResponses(), owned ?? new OwnedFiles());
        provider ??= static (name, address) => Snapshots.Provider(name, address, new { name = "m" });
        foreach (var name in routes.SelectMany(static route => route.Deployments).Select(static deployment => deployment.Provider).Distinct())
        {
            flow.upstreams[name] = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion(name));
        }

        flow.catalog.Replace(new CatalogSnapshot([.. flow.upstreams.Select(upstream => provider(upstream.Key, upstream.Value.BaseUrl))], null, null, routes, flow.Options));
        return flow;
    }

    /// <summary>Has a provider answer an error.</summary>
    public void Fails(string provider, int status, string? retryAfter = null, string body = "{}") => upstreams[provider].Answer = context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        return context.Response.WriteAsync(body);
    };

    /// <summary>Has a provider break the connection.</summary>
    public void Breaks(string provider) => upstreams[provider].Answer = static context =>
    {
        context.Abort();
        return Task.CompletedTask;
    };

    /// <summary>Has a provider never answer.</summary>
    public void Hangs(string provider) => upstreams[provider].Answer = static context => context.RequestAborted.Ended();

    /// <summary>How many calls a provider has got.</summary>
    public int Calls(string provider) => upstreams[provider].Requests.Count;

    /// <summary>The route of a name.</summary>
    public Route Find(string name) => catalog.Current.Find(name)!;

    /// <summary>Sends a request and reads its whole answer.</summary>
    public Task<Told> SendAsync(string model = "gpt") => SendAsync(Request(model));

    /// <summary>Sends a request and reads its whole answer.</summary>
    public async Task<Told> SendAsync(GatewayRequest request)
    {
        sent++;
        var result = await pipeline.SendAsync(request, ClientLeft);
        var text = new StringBuilder();
        if (result.Answer is { } answer)
        {
            Begun.TrySetResult();
            for (var piece = await answer.ReadAsync(); !piece.IsEmpty; piece = await answer.ReadAsync())
            {
                text.Append(Encoding.UTF8.GetString(piece.Span));
            }

            await answer.DisposeAsync();

            // Where the upstream counted nothing, the record waits for the tokenizer.
            await Waiting.UntilAsync(() => Sink.Requests.Any(record => record.RequestId == request.Id));
        }

        return new Told(result, text.ToString(), request);
    }

    /// <summary>Sends a request and moves the clock on until it is over.</summary>
    public Task<Told> SendInTimeAsync(string model = "gpt", double step = 0.05) => InTimeAsync(SendAsync(model), step);

    /// <summary>Moves the clock on until a request is over.</summary>
    public async Task<Told> InTimeAsync(Task<Told> request, double step = 0.05)
    {
        await Waiting.UntilAsync(() =>
        {
            Time.Advance(TimeSpan.FromSeconds(request.IsCompleted || IsOnItsWay ? 0 : step));
            return request.IsCompleted;
        });
        return await request;
    }

    // A call that has yet to reach its upstream, or an answer that has yet to reach the gateway: however long that really takes, it takes no time.
    private bool IsOnItsWay => Places.GroupBy(static place => place.Definition.Provider)
        .Any(places => places.Sum(static place => place.State.InFlight) > upstreams[places.Key].Answering);

    private IEnumerable<RouteDeployment> Places => catalog.Current.Routes.Routes.SelectMany(static route => route.Deployments);

    /// <summary>A chat request.</summary>
    public static GatewayRequest Request(
        string model = "gpt", string more = "", Operation operation = Operation.Chat, TimeLimits? limits = null, bool isStrict = false, string content = "hi", string? parts = null) => new()
    {
        Operation = operation,
        Body = new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(operation == Operation.Responses
            ? $$"""{"model":"{{model}}","input":"{{content}}"{{more}}}"""
            : $$"""{"model":"{{model}}","max_tokens":10,"messages":[{"role":"user","content":{{parts ?? $"\"{content}\""}}}]{{more}}}""")),
        Caller = new Principal("caller", "name", Role.Member, IsKey: true),
        Limits = limits ?? TimeLimits.None,
        IsStrict = isStrict,
    };

    /// <summary>Everything is over: nothing is under way, and each request that led to a call was recorded once.</summary>
    public async ValueTask DisposeAsync()
    {
        Assert.All(Places, static place => Assert.Equal(0, place.State.InFlight));
        Assert.All(Sink.Requests.CountBy(static record => record.RequestId), static count => Assert.Equal(1, count.Value));
        Assert.Equal(Sink.Attempts.Select(static attempt => attempt.RequestId).Order().Distinct(), Sink.Requests.Select(static record => record.RequestId).Order());
        Assert.All(Sink.Requests, record => Assert.Equal(record.Attempts, Sink.Attempts.Count(attempt => attempt.RequestId == record.RequestId)));
        Assert.InRange(Sink.Requests.Count, 0, sent);
        outbound.Dispose();
        foreach (var upstream in upstreams.Values)
        {
            await upstream.DisposeAsync();
        }
    }

    /// <summary>What the client was told.</summary>
    internal sealed record Told(GatewayResult Result, string Text, GatewayRequest Request)
    {
        /// <summary>The status that an endpoint makes of it; 499 for a client that left.</summary>
        public int Status => Result.Answer?.Status ?? Result.Refusal?.Status ?? (Result.Failure is { } failure ? GatewayErrors.Of(failure).Status : 499);

        /// <summary>Who answered.</summary>
        public string? By => Result.Answer?.ServedBy;
    }

    private sealed class NoKeptResponses : IResponseStore
    {
        public void Keep(KeptResponse response)
        {
            // None is followed here.
        }

        public ValueTask<KeptResponse?> FindAsync(string id, string owner, CancellationToken cancellationToken) => default;

        public ValueTask DeleteAsync(string id, string owner, CancellationToken cancellationToken) => default;
    }
}
