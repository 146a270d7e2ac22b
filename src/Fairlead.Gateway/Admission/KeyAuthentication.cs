using Fairlead.Gateway.Ports;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Admission;

/// <summary>Says who a request comes from: a known token by its hash, another one verified once.</summary>
public sealed class KeyAuthentication(TokenDirectory directory, ITokenVerifier verifier)
{
    /// <summary>Who is calling; null when the request proves nothing. Completes synchronously for a token that is known.</summary>
    public ValueTask<Principal?> AuthenticateAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var token = Token(request.Headers);
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

    // RFC 9110, section 11.1: the scheme is case-insensitive. Anthropic's clients send x-api-key instead.
    private static ReadOnlyMemory<char> Token(IHeaderDictionary headers) => headers.Authorization switch
    {
        [{ } value] => value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? value.AsMemory(7).Trim() : default,
        [] when headers.TryGetValue("x-api-key", out var key) && key is [{ } value] => value.AsMemory().Trim(),
        _ => default,
    };
}
