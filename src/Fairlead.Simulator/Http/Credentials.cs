using Microsoft.AspNetCore.Http;

namespace Fairlead.Simulator.Http;

/// <summary>Whether a caller may call.</summary>
internal static class Credentials
{
    private const string Bearer = "Bearer ";

    internal static ApiError? Check(IHeaderDictionary headers, SimulatorOptions options)
    {
        foreach ((string name, string value) in options.RequiredHeaders)
        {
            if (headers[name] != value)
            {
                string what = headers.ContainsKey(name) ? "has the wrong value" : "is missing";
                return new(401, $"The required header '{name}' {what}.", ApiError.InvalidRequest, null, "invalid_header");
            }
        }

        if (options.ApiKey is null)
        {
            return null;
        }

        string? presented = Presented(headers);
        return presented is null ? NoKey() : presented == options.ApiKey ? null : Incorrect(presented);
    }

    internal static string? Presented(IHeaderDictionary headers)
    {
        string? header = headers.Authorization;
        return header is not null && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && header.Length > Bearer.Length
            ? header[Bearer.Length..].Trim()
            : null;
    }

    internal static ApiError Incorrect(string key) => new(
        401,
        $"Incorrect API key provided: {Mask(key)}. You can find your API key at https://platform.openai.com/account/api-keys.",
        ApiError.InvalidRequest,
        null,
        "invalid_api_key");

    /// <summary>The first eight and the last four characters stay; a key too short for that keeps less.</summary>
    internal static string Mask(string key)
    {
        (int first, int last) = key.Length switch { > 12 => (8, 4), > 4 => (2, 2), _ => (0, 0) };
        return string.Concat(key.AsSpan(0, first), new string('*', key.Length - first - last), key.AsSpan(key.Length - last));
    }

    private static ApiError NoKey() => new(
        401,
        "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY), or as the password field (with blank username) if you're accessing the API from your browser and are prompted for a username and password. You can obtain an API key from https://platform.openai.com/account/api-keys.",
        ApiError.InvalidRequest);
}
