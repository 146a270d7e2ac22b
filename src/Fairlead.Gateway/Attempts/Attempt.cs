using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.KeptResponses;
using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Routing.Explanation;
using Fairlead.Protocols;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.OpenAI;

namespace Fairlead.Gateway.Attempts;

/// <summary>One upstream call for a request: where it goes, and what becomes of the body on the way there.</summary>
public sealed class Attempt
{
    private readonly Settlement? settlement;
    private readonly TimeProvider time;
    private readonly long startedAt;
    private bool hasEnded;
    private List<string>? withheldBetas;

    internal Attempt(GatewayRequest request, Deployment? deployment, Settlement? settlement, TimeProvider time)
    {
        Request = request;
        Deployment = deployment;
        this.settlement = settlement;
        this.time = time;
        startedAt = time.GetTimestamp();
        settlement?.Count();
        Number = request.Attempts;
    }

    /// <summary>The client's request.</summary>
    public GatewayRequest Request { get; }

    /// <summary>Which of the request's attempts it is, from 1.</summary>
    public int Number { get; }

    /// <summary>Who is asked; null for what asks no model.</summary>
    public Deployment? Deployment { get; }

    /// <summary>The deployment's provider, or the one that was chosen for a request that asks no model.</summary>
    public ProviderSnapshot Provider => Deployment?.Provider ?? Request.Provider ?? throw new InvalidOperationException("The request has neither a model nor a provider.");

    /// <summary>Where it goes, once that is known.</summary>
    public UpstreamEndpoint? Endpoint { get; internal set; }

    /// <summary>The model as the client spelt it, a string, where an answer that passes through is to name it so; absent elsewhere.</summary>
    public JsonSlice AskedModel { get; internal set; }

    /// <summary>What changes in a body that passes through.</summary>
    public BodyEdits? Edits { get; internal set; }

    /// <summary>The body in the upstream's dialect, when that is not the client's.</summary>
    public Translation? Translation { get; internal set; }

    /// <summary>What the upstream will not hear of: features that the model lacks, and what its dialect cannot say.</summary>
    public IReadOnlyList<Loss> Lost { get; private set; } = [];

    /// <summary>The client's fields that are lost, or lost in part, each once.</summary>
    public IReadOnlyList<string> DroppedParams => Lost.Count == 0 ? [] : [.. Lost.Select(static loss => loss.Field).Distinct(StringComparer.Ordinal)];

    /// <summary>A usage chunk was asked for that the client did not ask for, and must not see.</summary>
    public bool HidesUsage { get; internal set; }

    /// <summary>The model cannot stream, and the client wants a stream: one is made of the whole answer.</summary>
    public bool SynthesizesStream { get; internal set; }

    /// <summary>Whether the body goes up as a stream request.</summary>
    public bool IsStreamUpstream => Request.Outline.IsStream && !SynthesizesStream;

    /// <summary>The values of <c>anthropic-beta</c> that the upstream is not told, since it would refuse the request for them.</summary>
    public ICollection<string> WithheldBetas => withheldBetas ??= [];

    /// <summary>The changes by name, for the record.</summary>
    public IReadOnlyList<string> EditNames => Lost.Count == 0 && !HidesUsage && withheldBetas is null ? []
        :
        [
            .. Lost.Select(static loss => loss.Part is null ? loss.Field : $"{loss.Field}: {loss.Part}"),
            .. HidesUsage ? ["stream_options.include_usage"] : Array.Empty<string>(),
            .. withheldBetas?.Select(static beta => $"{RefusedBetas.Header}: {beta}") ?? [],
        ];

    /// <summary>Keeps the response that it leads to; null when that is not to be kept.</summary>
    internal ResponseKeeper? Keeper { get; set; }

    /// <summary>The time-outs that are not the options'.</summary>
    internal TimeLimits Limits { get; init; } = TimeLimits.None;

    /// <summary>Whether it goes the other way to its deployment: one before it has found nothing where the operation is served as it is.</summary>
    internal bool IsTheOther { get; private init; }

    /// <summary>Its place among a route's deployments; null for a call that no route leads.</summary>
    internal Place? Place { get; init; }

    /// <summary>Where it is accounted for; null for nowhere.</summary>
    internal RouteStep? Step { get; init; }

    /// <summary>When the answer's first byte came, on the clock's own scale; null before.</summary>
    internal long? FirstByteAt { get; private set; }

    /// <summary>The class of its failure; null while there is none.</summary>
    internal FailureKind? FailedBy { get; private set; }

    /// <summary>Cancels it alone; null when only the client's departure does. Disposed of with its answer, or by whoever made it.</summary>
    internal CancellationTokenSource? Departure { get; set; }

    /// <summary>Another attempt for the request has answered first, and this one is being given up.</summary>
    internal bool IsSuperseded { get; set; }

    /// <summary>Its answer has begun.</summary>
    internal void Begin(TimeSpan timeToFirstByte)
    {
        FirstByteAt = time.GetTimestamp();
        Place?.Begin(timeToFirstByte);
        Step?.Begin(timeToFirstByte);
    }

    /// <summary>Another attempt at the same place, by the other way.</summary>
    internal Attempt Again(RouteStep step) => new(Request, Deployment, settlement, time) { Limits = Limits, Place = Place!.Again(), Step = step, IsTheOther = true };

    /// <summary>It is not made after all: it is no attempt.</summary>
    internal void GiveUp()
    {
        hasEnded = true;
        Translation?.Dispose();
        Place?.GiveUp();
        Step?.GiveUp();
        settlement?.Discount();
    }

    /// <summary>It failed before its answer began.</summary>
    internal void Fail(AttemptFailure failure) => End(RequestOutcome.Failed, failure);

    /// <summary>Its answer is over: so is the request.</summary>
    internal void Settle(RequestOutcome outcome, AttemptFailure? failure, int upstreamStatus, in AnswerCost cost)
    {
        End(outcome, failure, upstreamStatus, cost.Usage);
        Departure?.Dispose();
        if (IsSuperseded || settlement is null)
        {
            cost.Text?.Dispose(); // The request goes on with the other one, or is nobody's.
            return;
        }

        settlement.Settle(this, outcome, upstreamStatus, cost);
    }

    /// <summary>Keeps the text of the request and its answer where that may have to be counted; null elsewhere. For when the answer begins.</summary>
    internal AnswerText? KeepText() => settlement?.Keep(this);

    /// <summary>It is over. A later call changes nothing.</summary>
    internal void End(RequestOutcome outcome, AttemptFailure? failure = null, int upstreamStatus = 0, Usage? usage = null)
    {
        if (hasEnded)
        {
            return;
        }

        hasEnded = true;
        outcome = outcome == RequestOutcome.ClientLeft && IsSuperseded ? RequestOutcome.Superseded : outcome;
        var duration = time.GetElapsedTime(startedAt);
        var status = failure?.UpstreamStatus ?? upstreamStatus;
        FailedBy = failure?.Kind;
        Place?.End(outcome, failure, usage);
        Step?.End(outcome, failure?.Kind, status, duration);
        settlement?.Record(new AttemptRecord
        {
            RequestId = Request.Id,
            Number = Number,
            Operation = Request.Operation,
            Provider = Provider,
            Deployment = Deployment,
            Outcome = outcome,
            Failure = failure?.Kind,
            UpstreamStatus = status,
            TimeToFirstByte = FirstByteAt is { } at ? time.GetElapsedTime(startedAt, at) : default,
            Duration = duration,
        });
    }

    /// <summary>Adds to what is lost.</summary>
    internal void Lose(IEnumerable<Loss> losses) => Lost = [.. Lost, .. losses];
}
