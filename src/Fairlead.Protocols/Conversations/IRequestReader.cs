using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>Reads a client's request in one dialect.</summary>
public interface IRequestReader
{
    /// <summary>Reads a body. Never throws, whatever the JSON.</summary>
    /// <returns>Why it cannot be read; null when it can.</returns>
    RequestProblem? TryRead(JsonSlice body, out Conversation conversation);
}
