using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Protocols.Conversations;
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
        (ModelFeatures.Stop, RequestField.StopSequences),
        (ModelFeatures.Tools, RequestField.Tools),
        (ModelFeatures.Tools, RequestField.ToolChoice),
        (ModelFeatures.Tools, RequestField.Functions),
        (ModelFeatures.Tools, RequestField.FunctionCall),
        (ModelFeatures.Tools | ModelFeatures.ParallelToolCalls, RequestField.ParallelToolCalls),
        (ModelFeatures.Reasoning, RequestField.ReasoningEffort),
        (ModelFeatures.Reasoning, RequestField.Reasoning),
        (ModelFeatures.Reasoning, RequestField.Thinking),
        (ModelFeatures.ResponseFormat, RequestField.ResponseFormat),
        (ModelFeatures.ResponseFormat, RequestField.OutputFormat),
        (ModelFeatures.ResponseFormat, RequestField.Text),
    ];

    private static readonly (ModelFeatures Feature, Parameter Parameter)[] Parameters =
    [
        (ModelFeatures.Temperature, Parameter.Temperature),
        (ModelFeatures.TopP, Parameter.TopP),
        (ModelFeatures.Seed, Parameter.Seed),
        (ModelFeatures.Stop, Parameter.Stop),
        (ModelFeatures.Tools, Parameter.Tools),
        (ModelFeatures.Tools, Parameter.ToolChoice),
        (ModelFeatures.Tools | ModelFeatures.ParallelToolCalls, Parameter.ParallelToolCalls),
        (ModelFeatures.Reasoning, Parameter.Reasoning),
        (ModelFeatures.ResponseFormat, Parameter.Output),
    ];

    /// <summary>Takes the features out of a conversation that is about to be written in another dialect.</summary>
    public static void Apply(Conversation conversation, Attempt attempt)
    {
        var missing = attempt.Deployment!.Missing;
        attempt.SynthesizesStream = (missing & ModelFeatures.Streaming) != 0 && attempt.Request.Outline.IsStream;
        foreach (var (feature, parameter) in Parameters)
        {
            if ((missing & feature) != 0)
            {
                conversation.Withhold(parameter);
            }
        }

        if ((missing & ModelFeatures.Vision) != 0)
        {
            conversation.WithholdImages();
        }
    }

    /// <summary>The features that a request uses.</summary>
    public static ModelFeatures Used(GatewayRequest request)
    {
        var used = request.Outline.IsStream ? ModelFeatures.Streaming : ModelFeatures.None;
        foreach (var (feature, field) in Fields)
        {
            used |= request.Outline[field].IsPresent ? feature : ModelFeatures.None;
        }

        var messages = request.Outline[RequestField.Messages];
        return messages.IsPresent && ImageParts.Omit(request.Body, messages, new BodyEdits()) > 0 ? used | ModelFeatures.Vision : used;
    }

    /// <summary>Adds the removals to the edits of a request that passes through.</summary>
    public static void Apply(Attempt attempt, ModelFeatures missing, BodyEdits edits)
    {
        var dropped = new List<Loss>();
        foreach (var (feature, field) in Fields)
        {
            var span = attempt.Request.Outline[field];
            if ((missing & feature) != 0 && span.IsPresent)
            {
                edits.Remove(span);
                dropped.Add(new Loss(RequestFieldNames.Of(field), null));
            }
        }

        var messages = attempt.Request.Outline[RequestField.Messages];
        if ((missing & ModelFeatures.Vision) != 0 && messages.IsPresent && ImageParts.Omit(attempt.Request.Body, messages, edits) > 0)
        {
            dropped.Add(new Loss(RequestFieldNames.Of(RequestField.Messages), "images"));
        }

        StopStreaming(attempt, missing, edits);
        attempt.Lose(dropped);
    }

    // Nothing is lost to the client here, so nothing is named as dropped: it still gets a stream.
    private static void StopStreaming(Attempt attempt, ModelFeatures missing, BodyEdits edits)
    {
        if ((missing & ModelFeatures.Streaming) == 0 || !attempt.Request.Outline.IsStream || attempt.Request.Operation.DialectOf() is null)
        {
            return;
        }

        attempt.SynthesizesStream = true;
        edits.Remove(attempt.Request.Outline[RequestField.Stream]);
        if (attempt.Request.Outline[RequestField.StreamOptions].IsPresent)
        {
            edits.Remove(attempt.Request.Outline[RequestField.StreamOptions]);
        }
    }
}
