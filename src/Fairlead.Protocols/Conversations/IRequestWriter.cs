using System.Buffers;

namespace Fairlead.Protocols.Conversations;

/// <summary>Writes a request for an upstream in one dialect.</summary>
public interface IRequestWriter
{
    /// <summary>Writes the body. What the dialect cannot say remains in <see cref="Conversation.Parameters"/> as lost.</summary>
    void Write(Conversation conversation, RequestTarget target, IBufferWriter<byte> output);
}
