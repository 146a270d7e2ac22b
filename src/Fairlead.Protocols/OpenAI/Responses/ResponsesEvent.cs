using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>The members of an event that are read, found in one pass: most events are deltas, and there are many.</summary>
internal readonly ref struct ResponsesEvent
{
    /// <summary>Reads an event.</summary>
    public ResponsesEvent(JsonSlice value)
    {
        Value = value;
        foreach (var member in value.Members)
        {
            var name = member.Name;
            if (name.Is("type"u8))
            {
                Type = member.Value;
            }
            else if (name.Is("delta"u8))
            {
                Delta = member.Value;
            }
            else if (name.Is("output_index"u8))
            {
                Item = Index(member.Value);
            }
            else if (name.Is("content_index"u8))
            {
                Part = Index(member.Value);
            }
            else if (name.Is("summary_index"u8))
            {
                Paragraph = Index(member.Value);
            }
            else if (name.Is("logprobs"u8))
            {
                LogProbs = member.Value;
            }
            else if (name.Is("item"u8) || name.Is("part"u8) || name.Is("response"u8))
            {
                Subject = member.Value;
            }
        }
    }

    /// <summary>The whole event.</summary>
    public JsonSlice Value { get; }

    /// <summary>What happened, a string.</summary>
    public JsonSlice Type { get; }

    /// <summary>The item's place in the output.</summary>
    public long Item { get; }

    /// <summary>The part's place in the item.</summary>
    public long Part { get; }

    /// <summary>The place in a reasoning item's summary.</summary>
    public long Paragraph { get; }

    /// <summary>What is appended, a string.</summary>
    public JsonSlice Delta { get; }

    /// <summary>Log probabilities of what is appended.</summary>
    public JsonSlice LogProbs { get; }

    /// <summary>The item, the part or the response that it happened to.</summary>
    public JsonSlice Subject { get; }

    private static long Index(JsonSlice number) => Math.Max(0, number.AsInt64() ?? 0);
}
