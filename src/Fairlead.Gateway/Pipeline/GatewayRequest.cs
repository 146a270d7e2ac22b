using System.Buffers;
using System.Security.Cryptography;
using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.KeptResponses;
using Fairlead.Gateway.Uploads;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.OpenAI;

namespace Fairlead.Gateway.Pipeline;

/// <summary>One request on its way through the stages; each stage fills in what it finds.</summary>
public sealed class GatewayRequest
{
    private ReadOnlySequence<byte> body;
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
    public long BodyLength { get; private set; }

    /// <summary>Who asks; null for the product itself.</summary>
    public Principal? Caller { get; init; }

    /// <summary>The client's headers that may cross.</summary>
    public List<KeyValuePair<string, string>> Headers { get; } = new(4);

    /// <summary>The client's <c>content-type</c>.</summary>
    public string? ContentType { get; init; }

    /// <summary>Who serves it: given by a caller who has chosen, otherwise found from the body's <c>model</c>.</summary>
    public Deployment? Deployment { get; set; }

    /// <summary>Who is asked: the deployment's provider, or the one that was chosen for a request that asks no model.</summary>
    public ProviderSnapshot Provider
    {
        get => Deployment?.Provider ?? field ?? throw new InvalidOperationException("The request has not been resolved.");
        init;
    }

    /// <summary>The HTTP method.</summary>
    public HttpMethod Method { get; init; } = HttpMethod.Post;

    /// <summary>The path below the operation's own, escaped, from its slash on.</summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>The query, escaped, from its question mark on.</summary>
    public string Query { get; init; } = string.Empty;

    /// <summary>A body that is not held but flows through, in the place of <see cref="Body"/>.</summary>
    public Upload? Upload { get; init; }

    /// <summary>The answer is whatever the upstream says that it is: sound, a file's content.</summary>
    public bool TakesAnyBytes { get; init; }

    /// <summary>The body's outline.</summary>
    public ref RequestOutline Outline => ref outline;

    /// <summary>Where it goes, once that is known.</summary>
    public UpstreamEndpoint? Endpoint { get; set; }

    /// <summary>The model as the client spelt it, a string, where an answer that passes through is to name it so; absent elsewhere.</summary>
    public JsonSlice AskedModel { get; set; }

    /// <summary>What changes in a body that passes through.</summary>
    public BodyEdits? Edits { get; set; }

    /// <summary>The body in the upstream's dialect, when that is not the client's.</summary>
    public Translation? Translation { get; set; }

    /// <summary>Keeps the response that it leads to; null when that is not to be kept.</summary>
    internal ResponseKeeper? Keeper { get; set; }

    /// <summary>What it follows on from; null for nothing.</summary>
    internal FollowedResponse? Followed { get; set; }

    /// <summary>Whether the client would rather be refused than lose a field: <c>x-fairlead-strict</c>.</summary>
    public bool IsStrict { get; init; }

    /// <summary>What the upstream will not hear of: features that the model lacks, and what its dialect cannot say.</summary>
    public IReadOnlyList<Loss> Lost { get; private set; } = [];

    /// <summary>The client's fields that are lost, or lost in part, each once.</summary>
    public IReadOnlyList<string> DroppedParams => Lost.Count == 0 ? [] : [.. Lost.Select(static loss => loss.Field).Distinct(StringComparer.Ordinal)];

    /// <summary>Letters and digits that are this request's alone, for ids that an upstream does not give.</summary>
    public string Id => field ??= RandomNumberGenerator.GetString("0123456789abcdefghijklmnopqrstuvwxyz", 24);

    /// <summary>A usage chunk was asked for that the client did not ask for, and must not see.</summary>
    public bool HidesUsage { get; set; }

    /// <summary>The model cannot stream, and the client wants a stream: one is made of the whole answer.</summary>
    public bool SynthesizesStream { get; set; }

    /// <summary>Whether the body goes up as a stream request.</summary>
    public bool IsStreamUpstream => Outline.IsStream && !SynthesizesStream;

    /// <summary>The changes by name, for the record.</summary>
    public IReadOnlyList<string> EditNames => Lost.Count == 0 && !HidesUsage ? []
        : [.. Lost.Select(static loss => loss.Part is null ? loss.Field : $"{loss.Field}: {loss.Part}"), .. HidesUsage ? ["stream_options.include_usage"] : Array.Empty<string>()];

    /// <summary>Adds to what is lost.</summary>
    public void Lose(IEnumerable<Loss> losses) => Lost = [.. Lost, .. losses];

    /// <summary>Another way is tried: what the first one lost is not lost yet.</summary>
    internal void LoseNothing() => Lost = [];

    /// <summary>Puts another body in the place of the client's.</summary>
    internal void Replace(ReadOnlySequence<byte> other)
    {
        body = other;
        BodyLength = other.Length;
    }
}
