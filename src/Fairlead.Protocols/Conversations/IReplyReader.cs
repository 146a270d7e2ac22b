using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>Reads an upstream's whole answer in one dialect.</summary>
public interface IReplyReader
{
    /// <summary>Tells the sink the answer, <see cref="IReplySink.Complete"/> included.</summary>
    /// <returns>Whether the body is an answer of this dialect; when not, the sink has heard nothing.</returns>
    bool TryRead(JsonSlice body, IReplySink sink);
}
