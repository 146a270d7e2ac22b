using Fairlead.Gateway.Attempts;

namespace Fairlead.Gateway.Catalog;

/// <summary>No credentials could be had for a request: the issuer of tokens did not accept those of the provider, or could not be reached.</summary>
/// <param name="message">What happened and what mends it, without any credential.</param>
/// <param name="kind">The class of the failure.</param>
public sealed class AuthorizationException(string message, FailureKind kind = FailureKind.Auth) : Exception(message)
{
    /// <summary>The class of the failure.</summary>
    public FailureKind Kind { get; } = kind;
}
