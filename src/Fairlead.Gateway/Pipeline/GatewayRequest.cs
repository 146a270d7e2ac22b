using System.Buffers;
using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Caching;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.KeptResponses;
using Fairlead.Gateway.Uploads;
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

    /// <summary>Whether it is measured by the tokens of its text.</summary>
    internal bool IsMeteredText => BodyLength > 0 && Operation.IsText();

    /// <summary>Who asks; null for the product itself.</summary>
    public Principal? Caller { get; init; }

    /// <summary>The client's headers that may cross.</summary>
    public List<KeyValuePair<string, string>> Headers { get; } = new(4);

    /// <summary>The client's <c>content-type</c>.</summary>
    public string? ContentType { get; init; }

    /// <summary>Who is to serve it, when the caller has chosen; null when routing is to find it from the body's <c>model</c>.</summary>
    public Deployment? Deployment { get; init; }

    /// <summary>The provider that was chosen for a request that asks no model; null for any other.</summary>
    public ProviderSnapshot? Provider { get; init; }

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

    /// <summary>What the deployment that serves it must be tagged with.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The time-outs that it asks for itself.</summary>
    public TimeLimits Limits { get; init; } = TimeLimits.None;

    /// <summary>What it says of the response cache; null for nothing.</summary>
    public CacheWish? Cache { get; init; }

    /// <summary>What the response cache did for it; null when that was off.</summary>
    public CacheStatus? CacheStatus { get; internal set; }

    /// <summary>How long its answer had been kept; null when it was not.</summary>
    public TimeSpan? AnswerAge { get; internal set; }

    /// <summary>Whose answer had been kept; null when none was.</summary>
    internal Deployment? KeptFrom { get; set; }

    /// <summary>Its client has left, and others still read its answer.</summary>
    internal bool HasLeft { get; set; }

    /// <summary>The conversation that it belongs to, as the client names it; null when it does not.</summary>
    public string? Session { get; init; }

    /// <summary>What the conversation's beginning comes to as a number, so that it can keep going where its prefix is cached; 0 for no matter.</summary>
    public ulong PrefixHash { get; internal set; }

    /// <summary>When it began, on the clock's own scale.</summary>
    public long StartedAt { get; internal set; }

    /// <summary>The tokens of its input, once they have been counted.</summary>
    internal int? InputTokens { get; set; }

    /// <summary>The body's outline.</summary>
    public ref RequestOutline Outline => ref outline;

    /// <summary>What it follows on from; null for nothing.</summary>
    internal FollowedResponse? Followed { get; set; }

    /// <summary>Whether the client would rather be refused than lose a field: <c>x-fairlead-strict</c>.</summary>
    public bool IsStrict { get; init; }

    /// <summary>The attempt that answered or was the last to fail; null while there was none.</summary>
    public Attempt? Attempt { get; internal set; }

    /// <summary>How many upstream calls have been made for it.</summary>
    public int Attempts { get; internal set; }

    /// <summary>Letters and digits that are this request's alone: <c>x-fairlead-request-id</c>, and ids that an upstream does not give.</summary>
    public string Id => field ??= RequestIds.Format(IdNumber);

    /// <summary>The same as a number.</summary>
    internal UInt128 IdNumber { get; } = RequestIds.Next();

    /// <summary>Puts another body in the place of the client's.</summary>
    internal void Replace(ReadOnlySequence<byte> other)
    {
        body = other;
        BodyLength = other.Length;
        InputTokens = null;
    }
}
