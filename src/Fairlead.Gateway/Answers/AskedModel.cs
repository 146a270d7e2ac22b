using Fairlead.Protocols.Json;
using Fairlead.Protocols.Streaming;

namespace Fairlead.Gateway.Answers;

/// <summary>
/// A Messages stream that passes through names in its <c>message_start</c> the model that the client asked for: clients compare it before they send
/// thoughts back. It is the one value that changes.
/// </summary>
/// <param name="asked">The client's name for the model, a string.</param>
internal sealed class AskedModel(JsonSlice asked)
{
    private readonly string? name = asked.AsString();

    /// <summary>The client's name for the model as JSON.</summary>
    public ReadOnlyMemory<byte> Json => asked.Text;

    /// <summary>Whether the place has gone by.</summary>
    public bool IsPast { get; private set; }

    /// <summary>Where another name lies among events that have just come; its length is 0 when there is none.</summary>
    public (int Start, int Length) Find(ReadOnlyMemory<byte> held)
    {
        var rest = held.Span;
        var taken = 0;
        while (!IsPast && ServerSentEvents.TryTake(ref rest, out var whole))
        {
            var data = ServerSentEvents.Data(held.Slice(taken, whole.Length));
            taken += whole.Length;
            if (JsonSlice.TryParse(data, out var said) && !said["type"u8].Is("ping"u8))
            {
                IsPast = true;
                return Find(held.Span, said["message"u8]["model"u8]);
            }
        }

        return default;
    }

    // A payload of several lines was joined elsewhere: it has no place among the bytes.
    private (int Start, int Length) Find(ReadOnlySpan<byte> held, JsonSlice model) =>
        model.IsString && model.AsString() != name && held.Overlaps(model.Text.Span, out var start) ? (start, model.Text.Length) : default;
}
