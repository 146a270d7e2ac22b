using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>Reads the fields that are no single parameter: those of several meanings, and those that only this dialect knows.</summary>
internal static class ResponsesOptions
{
    /// <summary>What asks for log probabilities in <c>include</c>.</summary>
    public const string LogProbsInclusion = "message.output_text.logprobs";

    private static readonly JsonSlice TopLogProbs = JsonSlice.Of("top_logprobs");
    private static readonly JsonSlice True = JsonSlice.Literal("true");

    /// <summary>Reads a field.</summary>
    public static void Read(JsonMember field, Conversation conversation)
    {
        var parameters = conversation.Parameters;
        if (field.Is("text"u8))
        {
            ReadText(field, conversation);
        }
        else if (field.Is("include"u8))
        {
            ReadInclude(field, parameters);
        }
        else if (field.Is("store"u8))
        {
            parameters.Add(Parameter.Store, field.Name, field.Value, isTaken: true);
        }
        else if (!IsTaken(field))
        {
            parameters.AddRest(field.Name, field.Value);
        }
    }

    /// <summary>Reads <c>reasoning</c>; null when it says nothing.</summary>
    public static Reasoning? ReadReasoning(JsonSlice value)
    {
        var effort = value["effort"u8] is { IsNull: false } word ? word : default;
        var summary = value["summary"u8] is { IsNull: false } wanted ? wanted
            : value["generate_summary"u8] is { IsNull: false } old ? old
            : default;
        return effort.IsPresent || summary.IsPresent
            ? new Reasoning { Effort = effort, IsOff = ReasoningEffort.IsNone(effort), Summary = summary, IsShown = summary.IsPresent ? true : null }
            : null;
    }

    /// <summary>Asks for log probabilities where the likeliest tokens are asked for: other dialects demand both.</summary>
    public static void ImplyLogProbs(Parameters parameters)
    {
        if (parameters.Peek(Parameter.TopLogProbs).AsInt64() > 0 && !parameters.Has(Parameter.LogProbs))
        {
            parameters.Add(Parameter.LogProbs, TopLogProbs, True);
        }
    }

    private static void ReadText(JsonMember field, Conversation conversation)
    {
        var format = field.Value["format"u8];
        conversation.Output = format["type"u8] switch
        {
            var type when type.Is("json_object"u8) => new OutputFormat(),
            var type when type.Is("json_schema"u8) => new OutputFormat
            {
                Schema = format["schema"u8],
                Name = format["name"u8],
                Description = format["description"u8],
                Strict = format["strict"u8],
            },
            _ => null,
        };
        if (!format.IsNull && !format["type"u8].Is("text"u8))
        {
            conversation.Parameters.Add(Parameter.Output, field.Name, format, part: "format");
        }

        conversation.Parameters.Add(Parameter.Verbosity, field.Name, field.Value["verbosity"u8], part: "verbosity");
    }

    private static void ReadInclude(JsonMember field, Parameters parameters)
    {
        var hasOther = false;
        foreach (var inclusion in field.Value.Items)
        {
            if (inclusion.Is("message.output_text.logprobs"u8))
            {
                parameters.Add(Parameter.LogProbs, field.Name, True, part: LogProbsInclusion);
            }
            else
            {
                // Proofs of thoughts are always given.
                hasOther |= !inclusion.Is("reasoning.encrypted_content"u8);
            }
        }

        if (hasOther)
        {
            parameters.AddRest(field.Name, field.Value);
        }
    }

    // No padding is ever added to events, so that only the wish for it is lost.
    private static bool IsTaken(JsonMember field) =>
        field.Is("previous_response_id"u8) || (field.Is("stream_options"u8) && !field.Value["include_obfuscation"u8].IsTrue);
}
