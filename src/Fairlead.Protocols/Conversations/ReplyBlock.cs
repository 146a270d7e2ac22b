using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>A block of an answer as a body's writer collects it, in memory of its own.</summary>
internal sealed class ReplyBlock(in BlockStart start)
{
    private static readonly JsonSlice Empty = JsonSlice.Literal("\"\"");
    private JsonTextBuilder? pieces;
    private JsonSlice text;

    /// <summary>How it began.</summary>
    public BlockStart Start { get; } = start with { CallId = start.CallId.Copy(), Name = start.Name.Copy() };

    /// <summary>Its text or arguments, a string.</summary>
    public JsonSlice Text => pieces is null ? text.IsPresent ? text : Empty : text = Build();

    /// <summary>The vendor's proof.</summary>
    public JsonSlice Signature { get; private set; }

    /// <summary>Thoughts that only the vendor can read.</summary>
    public JsonSlice Redacted { get; private set; }

    /// <summary>Whether the vendor gave a proof of the thoughts.</summary>
    public bool HasProof => Signature.IsPresent || Redacted.IsPresent;

    /// <summary>Log probabilities, an entry for each token.</summary>
    public List<JsonSlice> LogProbs { get; } = [];

    /// <summary>Appends a delta.</summary>
    public void Append(in BlockDelta delta)
    {
        switch (delta.Kind)
        {
            case DeltaKind.Signature:
                Signature = delta.Value.Copy();
                break;
            case DeltaKind.Redacted:
                Redacted = delta.Value.Copy();
                break;
            case DeltaKind.LogProbs:
                foreach (var token in delta.Value.Copy().Items)
                {
                    LogProbs.Add(token);
                }

                break;
            default:
                AppendText(delta.Value);
                break;
        }
    }

    // Most blocks of a whole answer come in one piece.
    private void AppendText(JsonSlice piece)
    {
        if (pieces is null && !text.IsPresent)
        {
            text = piece.Copy();
            return;
        }

        if (pieces is null)
        {
            pieces = new JsonTextBuilder();
            pieces.Append(text);
        }

        pieces.Append(piece);
    }

    private JsonSlice Build()
    {
        var built = pieces!.Build();
        pieces = null;
        return built;
    }
}
