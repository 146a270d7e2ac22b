using System.Buffers;
using System.Text;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;
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

        return ImagesIn(request) is { IsPresent: true } place && ImageParts.Omit(request.Body, place, new BodyEdits()) > 0 ? used | ModelFeatures.Vision : used;
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

        if ((missing & ModelFeatures.Vision) != 0 && ImagesIn(attempt.Request) is { IsPresent: true } place && ImageParts.Omit(attempt.Request.Body, place, edits) > 0)
        {
            dropped.Add(new Loss(RequestFieldNames.Of(ImageField(attempt.Request)), "images"));
        }

        NarrowOutput(attempt.Request, missing, edits, dropped);
        StopStreaming(attempt, missing, edits);
        attempt.Lose(dropped);
    }

    // Where images can be: embeddings have an input too, and none there.
    private static FieldSpan ImagesIn(GatewayRequest request) => request.Operation == Operation.Embeddings ? default : request.Outline[ImageField(request)];

    private static RequestField ImageField(GatewayRequest request) =>
        request.Operation is Operation.Responses or Operation.Compaction ? RequestField.Input : RequestField.Messages;

    // One field of Anthropic's has the effort of reasoning and the format of the answer.
    private static void NarrowOutput(GatewayRequest request, ModelFeatures missing, BodyEdits edits, List<Loss> dropped)
    {
        var field = request.Outline[RequestField.OutputConfig];
        if (!field.IsPresent || (missing & (ModelFeatures.Reasoning | ModelFeatures.ResponseFormat)) == 0 || !JsonSlice.TryParse(BuffersExtensions.ToArray(request.Body.Slice(field.Start, field.Length)), out var config))
        {
            return;
        }

        var kept = new List<string>();
        foreach (var member in config.Members)
        {
            var part = member.Is("effort"u8) && (missing & ModelFeatures.Reasoning) != 0 ? "effort" : member.Is("format"u8) && (missing & ModelFeatures.ResponseFormat) != 0 ? "format" : null;
            if (part is null)
            {
                kept.Add($"{member.Name}:{member.Value}");
            }
            else
            {
                dropped.Add(new Loss(RequestFieldNames.Of(RequestField.OutputConfig), part));
            }
        }

        if (kept.Count == 0)
        {
            edits.Remove(field);
            return;
        }

        edits.ReplaceValue(field, Encoding.UTF8.GetBytes($"{{{string.Join(',', kept)}}}"));
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
