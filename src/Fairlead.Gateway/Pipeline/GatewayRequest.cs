using System.Buffers;
using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Catalog;
using Fairlead.Protocols.OpenAI;

namespace Fairlead.Gateway.Pipeline;

/// <summary>One request on its way through the stages; each stage fills in what it finds.</summary>
public sealed class GatewayRequest
{
    private readonly ReadOnlySequence<byte> body;
    private RequestOutline outline;

    /// <summary>What is asked.</summary>
    public required Operation Operation { get; init; }

    /// <summary>The body as it came. It must stay valid until the answer's first byte.</summary>
    public required ReadOnlySequence<byte> Body
    {
        get => body;
        init
        {
            body = value;
            BodyLength = value.Length;
        }
    }

    /// <summary>The body's length in bytes; valid to the request's end.</summary>
    public long BodyLength { get; private init; }

    /// <summary>Who asks; null for the product itself.</summary>
    public Principal? Caller { get; init; }

    /// <summary>The client's headers that may cross.</summary>
    public List<KeyValuePair<string, string>> Headers { get; } = new(4);

    /// <summary>The client's <c>content-type</c>.</summary>
    public string? ContentType { get; init; }

    /// <summary>Who serves it: given by a caller who has chosen, otherwise found from the body's <c>model</c>.</summary>
    public Deployment? Deployment { get; set; }

    /// <summary>The body's outline.</summary>
    public ref RequestOutline Outline => ref outline;

    /// <summary>What changes in the body on its way.</summary>
    public BodyEdits? Edits { get; set; }

    /// <summary>The client's fields that were taken out because the model lacks the feature.</summary>
    public IReadOnlyList<string> DroppedParams { get; set; } = [];

    /// <summary>A usage chunk was asked for that the client did not ask for, and must not see.</summary>
    public bool HidesUsage { get; set; }

    /// <summary>The model cannot stream, and the client wants a stream: one is made of the whole answer.</summary>
    public bool SynthesizesStream { get; set; }

    /// <summary>Whether the body goes up as a stream request.</summary>
    public bool IsStreamUpstream => Outline.IsStream && !SynthesizesStream;

    /// <summary>The changes by name, for the record.</summary>
    public IReadOnlyList<string> EditNames => HidesUsage ? [.. DroppedParams, "stream_options.include_usage"] : DroppedParams;
}
