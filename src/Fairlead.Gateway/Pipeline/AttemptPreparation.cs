using System.Runtime.CompilerServices;
using System.Text;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.FileReferences;
using Fairlead.Gateway.KeptResponses;
using Fairlead.Gateway.Ports;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.OpenAI;

namespace Fairlead.Gateway.Pipeline;

/// <summary>
/// Makes a request ready for the deployment of an attempt: finds where it goes, lets it name files there only if they are the caller's, puts what it follows on from before its input, and translates it into
/// the upstream's dialect, or edits what must change in one that passes through.
/// </summary>
public sealed class AttemptPreparation(GatewayOptions options, IResponseStore responses, IOwnedObjects owned, TimeProvider time)
{
    private readonly AbsentEndpoints absent = new(time);
    private readonly FileOwnership files = new(owned);

    /// <summary>The other way answered.</summary>
    internal void Learn(Attempt failed) => absent.Learn(failed);

    /// <summary>Whether the deployment serves the operation at all, as it is or by translation.</summary>
    internal bool IsServed(Attempt attempt) => absent.Find(attempt.Deployment!, attempt.Request.Operation) is not null;

    /// <summary>Prepares an attempt; one that cannot be made is given up.</summary>
    /// <returns>Why it cannot be made; null when it can.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<GatewayError?> PrepareAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var isReady = false;
        try
        {
            var problem = await TryPrepareAsync(attempt, cancellationToken);
            isReady = problem is null;
            return problem;
        }
        finally
        {
            if (!isReady)
            {
                attempt.GiveUp();
            }
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<GatewayError?> TryPrepareAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var request = attempt.Request;
        var deployment = attempt.Deployment!;
        attempt.Endpoint = absent.Find(deployment, request.Operation, attempt.IsTheOther)?.Below(request.Path);
        if (attempt.Endpoint is null)
        {
            return GatewayErrors.OperationNotServed(deployment, request.Operation);
        }

        if (await files.CheckAsync(attempt, cancellationToken) is { } foreign)
        {
            return foreign;
        }

        attempt.Keeper = request.Operation == Operation.Responses ? ResponseKeeper.Of(attempt, responses, time) : null;
        if (request.Followed is { } followed && await JoinAsync(attempt, followed) is { } apart)
        {
            return apart;
        }

        var problem = attempt.Endpoint.Dialect == request.Operation.DialectOf() ? Edit(attempt, deployment) : Translate(attempt);
        return problem is null && attempt.Lost.Count > 0 && (request.IsStrict || deployment.Provider.Strict) ? GatewayErrors.WouldLose(attempt) : problem;
    }

    private async ValueTask<GatewayError?> JoinAsync(Attempt attempt, FollowedResponse followed) =>
        followed.Join(attempt) is { } problem ? problem
        : attempt.Request.Body.Length > options.MaxRequestBytes ? GatewayErrors.TooLarge(options.MaxRequestBytes)
        : await ContextWindow.ExcessAsync(attempt.Request, attempt.Deployment!.ContextWindow) is > 0 and var tokens ? GatewayErrors.ContextWindowExceeded(attempt.Deployment!.ContextWindow!.Value, tokens)
        : null;

    private GatewayError? Translate(Attempt attempt)
    {
        var problem = Translation.TryCreate(attempt, time.GetUtcNow(), out var translation);
        attempt.Translation = translation;
        return problem is null ? null : GatewayErrors.Unreadable(problem);
    }

    private GatewayError? Edit(Attempt attempt, Deployment deployment)
    {
        var request = attempt.Request;
        if (request.Operation == Operation.Messages && request.Outline is { IsStream: true, HasModelText: true })
        {
            // A copy: the body is gone when the answer comes.
            var model = request.Outline[RequestField.Model];
            _ = JsonSlice.TryParse(System.Buffers.BuffersExtensions.ToArray(request.Body.Slice(model.Start, model.Length)), out var asked);
            attempt.AskedModel = asked;
        }

        var addsUsage = request.Outline.IsStream && !request.Outline.IsUsageIncluded && request.Operation is Operation.Chat or Operation.Completions
            && options.MeterStreams == StreamMetering.Exact && !deployment.Lacks(ModelFeatures.Streaming);
        var renames = attempt.Endpoint!.Target.AnthropicVersion is not null || !attempt.Endpoint.HasModelInBody || !IsSpelt(request, deployment);
        if (!addsUsage && !renames && deployment.Missing == ModelFeatures.None)
        {
            return null;
        }

        var edits = new BodyEdits();
        if (renames)
        {
            Rename(attempt, deployment, edits);
        }

        if (deployment.Missing != ModelFeatures.None)
        {
            FeatureSwitches.Apply(attempt, deployment.Missing, edits);
        }

        if (addsUsage)
        {
            edits.IncludeUsage(request.Outline);
            attempt.HidesUsage = true;
        }

        edits.Seal(request.Body, request.Outline);
        attempt.Edits = edits.IsEmpty ? null : edits;
        return null;
    }

    // On Vertex the body says the dialect's version; where the address says the model, in its place.
    private static void Rename(Attempt attempt, Deployment deployment, BodyEdits edits)
    {
        var model = attempt.Request.Outline[RequestField.Model];
        if (attempt.Endpoint!.Target.AnthropicVersion is not { } version)
        {
            edits.ReplaceValue(model, deployment.ModelJson.Text);
            return;
        }

        var named = attempt.Endpoint.HasModelInBody ? $",\"model\":{Encoding.UTF8.GetString(deployment.ModelJson.Text.Span)}" : "";
        edits.Replace(model.Name, model.End, Encoding.UTF8.GetBytes($"\"anthropic_version\":\"{version}\"{named}"));
    }

    // A name written with escapes is the same name: its bytes stay as they are.
    private static bool IsSpelt(GatewayRequest request, Deployment deployment)
    {
        var span = request.Outline[RequestField.Model];
        Span<char> name = stackalloc char[RequestOutline.MaxModelLength];
        return span.Length - 2 <= name.Length && name[..request.Outline.CopyModel(request.Body, name)].SequenceEqual(deployment.UpstreamModel);
    }
}
