using Fairlead.Gateway.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Fairlead.Gateway.Admission;

/// <summary>Says who a request comes from: a known token by its hash, another one verified once.</summary>
public sealed class KeyAuthentication(TokenDirectory directory, ITokenVerifier verifier)
{
    /// <summary>Who is calling; null when the request proves nothing. Completes synchronously for a token that is known.</summary>
    public ValueTask<Principal?> AuthenticateAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var token = Token(request.Headers.Authorization);
        if (token.IsEmpty || token.Length > TokenHash.MaxTokenLength)
        {
            return default;
        }

        var hash = TokenHash.Of(token.Span);
        return directory.Find(hash) is { } principal
            ? new ValueTask<Principal?>(principal)
            : VerifyAsync(token, hash, cancellationToken);
    }

    private async ValueTask<Principal?> VerifyAsync(ReadOnlyMemory<char> token, TokenHash hash, CancellationToken cancellationToken)
    {
        if (await verifier.VerifyAsync(token.ToString(), cancellationToken) is not { } known)
        {
            return null;
        }

        directory.Add(hash, known);
        return directory.Find(hash);
    }

    // RFC 9110, section 11.1: the scheme is case-insensitive.
    private static ReadOnlyMemory<char> Token(StringValues header) =>
        header is [{ } value] && value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? value.AsMemory(7).Trim() : default;
}
