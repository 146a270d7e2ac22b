using Fairlead.Gateway.Catalog;
using Fairlead.Protocols.OpenAI;

namespace Fairlead.Gateway.Pipeline;

/// <summary>Takes out of a request what its model lacks, and says what that was.</summary>
internal static class FeatureSwitches
{
    private static readonly (ModelFeatures Feature, RequestField Field)[] Fields =
    [
        (ModelFeatures.Temperature, RequestField.Temperature),
        (ModelFeatures.TopP, RequestField.TopP),
        (ModelFeatures.Seed, RequestField.Seed),
        (ModelFeatures.Stop, RequestField.Stop),
        (ModelFeatures.Tools, RequestField.Tools),
        (ModelFeatures.Tools, RequestField.ToolChoice),
        (ModelFeatures.Tools, RequestField.Functions),
        (ModelFeatures.Tools, RequestField.FunctionCall),
        (ModelFeatures.Tools | ModelFeatures.ParallelToolCalls, RequestField.ParallelToolCalls),
        (ModelFeatures.Reasoning, RequestField.ReasoningEffort),
        (ModelFeatures.Reasoning, RequestField.Reasoning),
        (ModelFeatures.ResponseFormat, RequestField.ResponseFormat),
    ];

    /// <summary>Adds the removals to the request's edits.</summary>
    public static void Apply(GatewayRequest request, ModelFeatures missing, BodyEdits edits)
    {
        var dropped = new List<string>();
        foreach (var (feature, field) in Fields)
        {
            var span = request.Outline[field];
            if ((missing & feature) != 0 && span.IsPresent)
            {
                edits.Remove(span);
                dropped.Add(RequestFieldNames.Of(field));
            }
        }

        var messages = request.Outline[RequestField.Messages];
        if ((missing & ModelFeatures.Vision) != 0 && messages.IsPresent && ImageParts.Omit(request.Body, messages, edits) > 0)
        {
            dropped.Add("messages.image_url");
        }

        StopStreaming(request, missing, edits);
        request.DroppedParams = dropped;
    }

    // Nothing is lost to the client here, so nothing is named as dropped: it still gets a stream.
    private static void StopStreaming(GatewayRequest request, ModelFeatures missing, BodyEdits edits)
    {
        if ((missing & ModelFeatures.Streaming) == 0 || !request.Outline.IsStream)
        {
            return;
        }

        request.SynthesizesStream = true;
        edits.Remove(request.Outline[RequestField.Stream]);
        if (request.Outline[RequestField.StreamOptions].IsPresent)
        {
            edits.Remove(request.Outline[RequestField.StreamOptions]);
        }
    }
}
