using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.FileReferences;
using Fairlead.Gateway.KeptResponses;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.Ports;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.OpenAI;

namespace Fairlead.Gateway.Pipeline;

/// <summary>
/// The stages that every request passes, in order. HTTP endpoints enter here, and so do the product's own calls
/// (invocations, connection tests): there is no second way to an upstream.
/// <list type="number">
/// <item>Outline: one pass over the body finds the model and the fields of interest.</item>
/// <item>Resolve: the model's name is looked up in the snapshot, which is read once; so is where and in what dialect it answers. A file that the
/// body names must be the caller's own there.</item>
/// <item>Follow on: what a response's <c>previous_response_id</c> stands for is found, and later put before the input.</item>
/// <item>Fit: an input that cannot fit the context window goes no further.</item>
/// <item>Translate or edit: into the upstream's dialect when it is another, with an account of what is lost; otherwise the model's name, what
/// the model lacks, and the usage chunk change, and nothing else.</item>
/// <item>Attempt: the call, to the answer's first byte.</item>
/// <item>Answer: handed to the caller, who pulls it; when it ends, its record goes to the sink.</item>
/// </list>
/// </summary>
public sealed class GatewayPipeline(ModelCatalog catalog, OutboundHandler outbound, GatewayOptions options, IUsageSink sink, IResponseStore responses, IOwnedObjects owned, TimeProvider time)
{
    private readonly AbsentEndpoints absent = new();
    private readonly FileOwnership files = new(owned);
    private readonly ResponseHistory history = new(responses);

    /// <summary>Sends a request through the stages.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<GatewayResult> SendAsync(GatewayRequest request, CancellationToken clientLeft)
    {
        // 1. Outline
        if (RequestScanner.Scan(request.Body, out request.Outline) is { } problem)
        {
            return GatewayErrors.Unreadable(problem);
        }

        if (request.Outline.IsStreamMalformed)
        {
            return GatewayErrors.StreamNotBoolean;
        }

        // 2. Resolve
        if ((Resolve(request) ?? await files.CheckAsync(request, clientLeft)) is { } unresolved)
        {
            return unresolved;
        }

        // 3. Follow on
        if (request.Operation == Operation.Responses && await FollowAsync(request, clientLeft) is { } lost)
        {
            return lost;
        }

        // 4. Fit
        var deployment = request.Deployment!;
        if (await FitAsync(request, deployment) is { } excess)
        {
            return excess;
        }

        var result = await SendAsync(request, deployment, clientLeft);
        return result.Failure is { } failure && absent.Learns(request, failure) ? await SendAsync(request, deployment, clientLeft) : result;
    }

    /// <summary>
    /// Sends a request whose body nobody reads: an upload, which goes to its model's deployment or to the chosen provider, or none at all. Stages 1, 3 and 4 are
    /// not for it, but for the model's name.
    /// </summary>
    public async ValueTask<GatewayResult> ForwardAsync(GatewayRequest request, CancellationToken clientLeft)
    {
        if (request.Upload?.Model is { } model)
        {
            request.Deployment = catalog.Current.Find(model);
            if (Problem(request, model) is { } unresolved)
            {
                return unresolved;
            }

            if (request.Deployment!.Model != model)
            {
                request.Upload.ReplaceModel(request.Deployment.Model);
            }
        }

        var endpoints = request.Deployment?.Endpoints ?? request.Provider.Endpoints;
        request.Endpoint = endpoints.Of(request.Operation)?.Below(request.Path, request.Query);
        return request.Endpoint is not null ? await Attempt.RunAsync(request, outbound, options, sink, time, clientLeft)
            : request.Deployment is { } deployment ? GatewayErrors.OperationNotServed(deployment, request.Operation)
            : GatewayErrors.ProviderLacks(request.Provider, request.Operation);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<GatewayResult> SendAsync(GatewayRequest request, Deployment deployment, CancellationToken clientLeft)
    {
        request.Endpoint = absent.Find(deployment, request.Operation)?.Below(request.Path);
        if (request.Endpoint is null)
        {
            return request.Operation == Operation.CountTokens
                ? await ContextWindow.CountAsync(request.Body)
                : GatewayErrors.OperationNotServed(deployment, request.Operation);
        }

        request.LoseNothing();
        if (request.Followed is not null && await JoinAsync(request, deployment) is { } apart)
        {
            return apart;
        }

        // 5. Translate or edit
        var problem = request.Endpoint.Dialect == request.Operation.DialectOf() ? Edit(request, deployment) : Translate(request);
        if (problem is not null)
        {
            return problem;
        }

        if (request.Lost.Count > 0 && (request.IsStrict || deployment.Provider.Strict))
        {
            return GatewayErrors.WouldLose(request);
        }

        // 6. Attempt, 7. Answer
        return await Attempt.RunAsync(request, outbound, options, sink, time, clientLeft);
    }

    private ValueTask<GatewayError?> FollowAsync(GatewayRequest request, CancellationToken cancellationToken)
    {
        request.Keeper = ResponseKeeper.Of(request, responses, time);
        return history.FindAsync(request, cancellationToken);
    }

    private async ValueTask<GatewayError?> JoinAsync(GatewayRequest request, Deployment deployment) =>
        request.Followed!.Join(request) is { } problem ? problem
        : request.Body.Length > options.MaxRequestBytes ? GatewayErrors.TooLarge(options.MaxRequestBytes)
        : await FitAsync(request, deployment);

    private static ValueTask<GatewayError?> FitAsync(GatewayRequest request, Deployment deployment) =>
        deployment.ContextWindow < request.Body.Length ? CountAsync(request, deployment) : default;

    private static async ValueTask<GatewayError?> CountAsync(GatewayRequest request, Deployment deployment)
    {
        var input = request.Outline[request.Operation is Operation.Embeddings or Operation.Responses ? RequestField.Input : RequestField.Messages];
        return await ContextWindow.ExcessAsync(deployment, request.Body, input) is > 0 and var tokens ? GatewayErrors.ContextWindowExceeded(deployment, tokens) : null;
    }

    private GatewayError? Resolve(GatewayRequest request)
    {
        request.Deployment ??= Find(request);
        return Problem(request, null);
    }

    private static GatewayError? Problem(GatewayRequest request, string? model) =>
        request.Deployment switch
        {
            null => GatewayErrors.ModelNotFound(model ?? ModelText(request)),
            { Enabled: false } or { Provider.Enabled: false } => request.Caller is null ? null : GatewayErrors.ModelDisabled(request.Deployment),
            { } deployment when !deployment.Serves(request.Operation) => GatewayErrors.OperationNotServed(deployment, request.Operation),
            _ => null,
        };

    private Deployment? Find(GatewayRequest request)
    {
        Span<char> name = stackalloc char[RequestOutline.MaxModelLength];
        return catalog.Current.Find(name[..request.Outline.CopyModel(request.Body, name)]);
    }

    private static string ModelText(GatewayRequest request)
    {
        Span<char> name = stackalloc char[RequestOutline.MaxModelLength];
        return new string(name[..request.Outline.CopyModel(request.Body, name)]);
    }

    private GatewayError? Translate(GatewayRequest request)
    {
        var problem = Translation.TryCreate(request, time.GetUtcNow(), out var translation);
        request.Translation = translation;
        return problem is null ? null : GatewayErrors.Unreadable(problem);
    }

    private GatewayError? Edit(GatewayRequest request, Deployment deployment)
    {
        if (request.Operation == Operation.Messages && request.Outline is { IsStream: true, HasModelText: true })
        {
            // A copy: the body is gone when the answer comes.
            var model = request.Outline[RequestField.Model];
            _ = JsonSlice.TryParse(request.Body.Slice(model.Start, model.Length).ToArray(), out var asked);
            request.AskedModel = asked;
        }

        var addsUsage = request.Outline.IsStream && !request.Outline.IsUsageIncluded && request.Operation is Operation.Chat or Operation.Completions
            && options.MeterStreams == StreamMetering.Exact && !deployment.Lacks(ModelFeatures.Streaming);
        var renames = request.Endpoint!.Target.AnthropicVersion is not null || !request.Endpoint.HasModelInBody || !IsSpelt(request, deployment);
        if (!addsUsage && !renames && deployment.Missing == ModelFeatures.None)
        {
            return null;
        }

        var edits = new BodyEdits();
        if (renames)
        {
            Rename(request, deployment, edits);
        }

        if (deployment.Missing != ModelFeatures.None)
        {
            FeatureSwitches.Apply(request, deployment.Missing, edits);
        }

        if (addsUsage)
        {
            edits.IncludeUsage(request.Outline);
            request.HidesUsage = true;
        }

        edits.Seal(request.Body, request.Outline);
        request.Edits = edits.IsEmpty ? null : edits;
        return null;
    }

    // On Vertex the body says the dialect's version; where the address says the model, in its place.
    private static void Rename(GatewayRequest request, Deployment deployment, BodyEdits edits)
    {
        var model = request.Outline[RequestField.Model];
        if (request.Endpoint!.Target.AnthropicVersion is not { } version)
        {
            edits.ReplaceValue(model, deployment.ModelJson.Text);
            return;
        }

        var named = request.Endpoint.HasModelInBody ? $",\"model\":{Encoding.UTF8.GetString(deployment.ModelJson.Text.Span)}" : "";
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
