using Fairlead.Gateway.Outbound;

namespace Fairlead.Gateway.Catalog;

/// <summary>Puts credentials on a request that must be made for each: a token that expires, a signature over the body.</summary>
public interface IRequestAuthorizer
{
    /// <summary>The tokens that it puts on requests at present: to be masked in whatever is quoted of the upstream's words.</summary>
    IReadOnlyList<string> SecretValues { get; }

    /// <summary>Adds the credentials.</summary>
    /// <param name="message">The request, complete but for them.</param>
    /// <param name="body">Its body, when it was translated: what is signed. Empty for a body that passes through.</param>
    /// <param name="outbound">The way out, for token exchanges.</param>
    /// <param name="cancellationToken">Ends with the attempt.</param>
    /// <exception cref="AuthorizationException">The credentials were not accepted where tokens are issued.</exception>
    ValueTask AuthorizeAsync(HttpRequestMessage message, ReadOnlyMemory<byte> body, OutboundHandler outbound, CancellationToken cancellationToken);
}
