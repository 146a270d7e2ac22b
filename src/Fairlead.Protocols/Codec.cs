using System.Buffers;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols;

/// <summary>What reads and writes a dialect. A dialect that no client speaks has no <see cref="RequestReader"/> and no reply writers.</summary>
public sealed record Codec
{
    /// <summary>The dialect.</summary>
    public required Dialect Dialect { get; init; }

    /// <summary>Reads a client's request; null when no client of ours speaks the dialect.</summary>
    public IRequestReader? RequestReader { get; init; }

    /// <summary>Writes a request for an upstream.</summary>
    public required IRequestWriter RequestWriter { get; init; }

    /// <summary>Reads an upstream's whole answer.</summary>
    public required IReplyReader ReplyReader { get; init; }

    /// <summary>Makes the reader of a streamed answer. The text makes ids unique where the upstream gives none.</summary>
    public required Func<string, IReplyStreamReader> CreateStreamReader { get; init; }

    /// <summary>Makes the writer of a whole answer; null when no client of ours speaks the dialect.</summary>
    public Func<ReplyContext, IBufferWriter<byte>, IReplyWriter>? CreateWriter { get; init; }

    /// <summary>Makes the writer of a streamed answer; null when no client of ours speaks the dialect.</summary>
    public Func<ReplyContext, IBufferWriter<byte>, IReplyWriter>? CreateStreamWriter { get; init; }

    /// <summary>Reads an error body, or the payload of an error event. The text is the error's type where a header tells it: AWS's <c>x-amzn-errortype</c>.</summary>
    public required Func<JsonSlice, string?, UpstreamError> ReadError { get; init; }
}
