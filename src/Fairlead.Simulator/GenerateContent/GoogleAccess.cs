using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.GenerateContent;

/// <summary>Whether a caller may call: with an access token for a project's models, with an API key otherwise.</summary>
internal static class GoogleAccess
{
    internal static ApiError? Check(Exchange exchange, GeminiPath path)
    {
        if (path.IsOfProject)
        {
            return exchange.PresentedKey is { } token && exchange.IssuedTokens.Knows(token) ? null : GoogleErrors.WrongToken();
        }

        if (exchange.Options.ApiKey is not { } expected)
        {
            return null;
        }

        string? key = exchange.RequestHeaders["x-goog-api-key"].FirstOrDefault() ?? exchange.Query["key"].FirstOrDefault();
        return key is null ? GoogleErrors.NoKey() : key == expected ? null : GoogleErrors.WrongKey();
    }
}
