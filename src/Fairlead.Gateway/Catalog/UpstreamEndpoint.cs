using Fairlead.Protocols;
using Fairlead.Protocols.Conversations;

namespace Fairlead.Gateway.Catalog;

/// <summary>An address at which a deployment answers, and how it is spoken to there.</summary>
/// <param name="Address">Where whole answers are asked for.</param>
public sealed record UpstreamEndpoint(Uri Address)
{
    /// <summary>Where streams are asked for: the same address in most dialects.</summary>
    public Uri StreamAddress { get; init; } = Address;

    /// <summary>The dialect; null for operations that only pass through.</summary>
    public Dialect? Dialect { get; init; }

    /// <summary>Whether the body names the model; where not, the address does.</summary>
    public bool HasModelInBody { get; init; } = true;

    /// <summary>The client's betas that stay behind; null for none.</summary>
    public RefusedBetas? RefusedBetas { get; init; }

    /// <summary>What a translated request needs to know, apart from the model and the stream.</summary>
    public RequestTarget Target { get; init; } = new();

    /// <summary>The endpoint at a path below this one, such as <c>/generations</c>; what follows the path, such as a version, stays.</summary>
    /// <param name="path">The path, escaped, from its slash on; empty for this endpoint.</param>
    /// <param name="query">A query, escaped, from its question mark on; empty for none.</param>
    public UpstreamEndpoint Below(string path, string query = "")
    {
        if (path.Length == 0 && query.Length == 0)
        {
            return this;
        }

        var own = Address.Query;
        var joined = own.Length == 0 || query.Length == 0 ? own + query : $"{own}&{query.AsSpan(1)}";
        return new UpstreamEndpoint(new Uri(Address.GetLeftPart(UriPartial.Path) + path + joined));
    }
}
