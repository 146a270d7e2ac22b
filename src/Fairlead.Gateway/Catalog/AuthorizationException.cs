namespace Fairlead.Gateway.Catalog;

/// <summary>An issuer of tokens did not accept a provider's credentials.</summary>
/// <param name="message">What it said and what mends it, without any credential.</param>
public sealed class AuthorizationException(string message) : Exception(message);
