using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Messages;

/// <summary>Whether a caller of Anthropic's API may call, and says which version of it.</summary>
internal static class MessagesCredentials
{
    internal const string Version = "anthropic-version";
    private const string Newest = "2026-10-21";
    private static readonly string[] Versions = ["2023-01-01", "2023-06-01", Newest];

    /// <summary>Whether the rules of 2026-10-21 hold: https://platform.claude.com/docs/en/api/migration-2026-10-21.</summary>
    internal static bool AsksForNewest(Exchange exchange) => exchange.RequestHeaders[Version] == Newest;

    /// <param name="exchange">The request.</param>
    /// <param name="keyHeaders">The headers a key may come in, besides <c>Authorization: Bearer</c>; the first that is there counts.</param>
    internal static void Check(Exchange exchange, params ReadOnlySpan<string> keyHeaders)
    {
        // The shared check would word a wrong key as OpenAI does.
        if (Credentials.Check(exchange.RequestHeaders, exchange.Options with { ApiKey = null }) is { } refusal)
        {
            throw Unauthenticated(refusal.Message);
        }

        CheckKey(exchange, keyHeaders);
        string? version = exchange.RequestHeaders[Version];
        if (string.IsNullOrEmpty(version))
        {
            throw MessagesErrors.Refuse("anthropic-version: header is required");
        }

        if (!Versions.Contains(version))
        {
            throw MessagesErrors.Refuse($"anthropic-version: \"{version}\" is not a valid version");
        }
    }

    private static void CheckKey(Exchange exchange, ReadOnlySpan<string> keyHeaders)
    {
        if (exchange.Options.ApiKey is not { } expected)
        {
            return;
        }

        foreach (string name in keyHeaders)
        {
            if (exchange.RequestHeaders.TryGetValue(name, out var key))
            {
                if (key != expected)
                {
                    throw Unauthenticated($"invalid {name}");
                }

                return;
            }
        }

        if (exchange.PresentedKey != expected)
        {
            throw Unauthenticated(exchange.PresentedKey is null ? "x-api-key header is required" : "Invalid bearer token");
        }
    }

    private static RefusedException Unauthenticated(string message) => new(new ApiError(401, message, MessagesErrors.Authentication));
}
