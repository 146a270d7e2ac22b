using System.Text.Json;
using Fairlead.Gateway.Outbound;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Gateway.ProviderTypes;

/// <summary>The URLs of a configuration.</summary>
internal static class BaseUrl
{
    /// <summary>The URL without a slash at its end; adds what is wrong with it to the problems, and is null then.</summary>
    public static string? Read(JsonElement config, string setting, string? fallback, AddressPolicy policy, ICollection<Problem> problems)
    {
        var text = config.TryGetProperty(setting, out var value) ? value.GetString()! : fallback!;
        if (Problem(text, policy, out var address) is { } problem)
        {
            problems.Add(new Problem($"config.{setting}", problem));
            return null;
        }

        return address.AbsoluteUri.TrimEnd('/');
    }

    private static string? Problem(string text, AddressPolicy policy, out Uri address)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out address!) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            return "must be an absolute http or https URL";
        }

        // What reads the address as a URL would drop or escape them in silence.
        return text.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c)) ? "must not have blanks or control characters"
            : address.UserInfo.Length > 0 ? "must not hold a user name or password; use a secret"
            : address.Query.Length > 0 || text.Contains('?', StringComparison.Ordinal) ? "must not have a query"
            : address.Fragment.Length > 0 || text.Contains('#', StringComparison.Ordinal) ? "must not have a fragment"
            : !policy.AllowsLiteral(address) ? "is an address that may not be called (network policy)"
            : null;
    }
}
