using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Messages.Vertex;

/// <summary>Whether a caller of Vertex AI may call.</summary>
internal static class VertexCredentials
{
    /// <summary>Refuses, in Google's words, a request without an access token that was issued here.</summary>
    internal static void Check(Exchange exchange)
    {
        if (Credentials.Check(exchange.RequestHeaders, exchange.Options with { ApiKey = null }) is { } refusal)
        {
            throw new RefusedException(VertexErrors.Unauthenticated(refusal.Message));
        }

        if (exchange.PresentedKey is not { } token || !exchange.IssuedTokens.Knows(token))
        {
            throw new RefusedException(VertexErrors.Unauthenticated(
                "Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project."));
        }
    }
}
