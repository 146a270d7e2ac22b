using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.Ports;
using Fairlead.Protocols.OpenAI;

namespace Fairlead.Gateway.Pipeline;

/// <summary>
/// The stages that every request passes, in order. HTTP endpoints enter here, and so do the product's own calls
/// (invocations, connection tests): there is no second way to an upstream.
/// <list type="number">
/// <item>Outline: one pass over the body finds the model and the fields of interest.</item>
/// <item>Resolve: the model's name is looked up in the snapshot, which is read once.</item>
/// <item>Fit: an input that cannot fit the context window goes no further.</item>
/// <item>Edit: the model's name, what the model lacks, and the usage chunk; nothing else changes.</item>
/// <item>Attempt: the call, to the answer's first byte.</item>
/// <item>Answer: handed to the caller, who pulls it; when it ends, its record goes to the sink.</item>
/// </list>
/// </summary>
public sealed class GatewayPipeline(ModelCatalog catalog, OutboundHandler outbound, GatewayOptions options, IUsageSink sink, TimeProvider time)
{
    /// <summary>Sends a request through the stages.</summary>
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
        if (Resolve(request) is { } unresolved)
        {
            return unresolved;
        }

        // 3. Fit
        var deployment = request.Deployment!;
        var input = request.Outline[request.Operation == Operation.Chat ? RequestField.Messages : RequestField.Input];
        if (deployment.ContextWindow < request.Body.Length && await ContextWindow.ExcessAsync(deployment, request.Body, input) is > 0 and var tokens)
        {
            return GatewayErrors.ContextWindowExceeded(deployment, tokens);
        }

        // 4. Edit
        Edit(request, deployment);

        // 5. Attempt, 6. Answer
        return await Attempt.RunAsync(request, outbound, options, sink, time, clientLeft);
    }

    private GatewayError? Resolve(GatewayRequest request)
    {
        request.Deployment ??= Find(request);
        return request.Deployment switch
        {
            null => GatewayErrors.ModelNotFound(ModelText(request)),
            { Enabled: false } or { Provider.Enabled: false } => request.Caller is null ? null : GatewayErrors.ModelDisabled(request.Deployment),
            { } deployment when !deployment.Operations.Contains(request.Operation) => GatewayErrors.OperationNotServed(deployment, request.Operation),
            _ => null,
        };
    }

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

    private void Edit(GatewayRequest request, Deployment deployment)
    {
        var addsUsage = request.Outline.IsStream && !request.Outline.IsUsageIncluded && request.Operation == Operation.Chat
            && options.MeterStreams == StreamMetering.Exact && !deployment.Lacks(ModelFeatures.Streaming);
        var renames = !IsSpelt(request, deployment);
        if (!addsUsage && !renames && deployment.Missing == ModelFeatures.None)
        {
            return;
        }

        var edits = new BodyEdits();
        if (renames)
        {
            edits.ReplaceValue(request.Outline[RequestField.Model], deployment.ModelJson);
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
    }

    // A name written with escapes is the same name: its bytes stay as they are.
    private static bool IsSpelt(GatewayRequest request, Deployment deployment)
    {
        var span = request.Outline[RequestField.Model];
        Span<char> name = stackalloc char[RequestOutline.MaxModelLength];
        return span.Length - 2 <= name.Length && name[..request.Outline.CopyModel(request.Body, name)].SequenceEqual(deployment.Model);
    }
}
