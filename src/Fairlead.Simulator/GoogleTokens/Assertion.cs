using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.GoogleTokens;

/// <summary>A JSON Web Token that a service account signed to ask for an access token.</summary>
internal sealed record Assertion(JsonElement Header, JsonElement Claims, string Signed, byte[] Signature)
{
    private const string Scope = "https://www.googleapis.com/auth/cloud-platform";
    private const string Audience = "https://oauth2.googleapis.com/token";

    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(1);
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    internal static Assertion Parse(string token)
    {
        string[] parts = token.Split('.');
        try
        {
            if (parts.Length == 3)
            {
                JsonElement header = JsonElement.Parse(Base64Url.DecodeFromChars(parts[0]));
                JsonElement claims = JsonElement.Parse(Base64Url.DecodeFromChars(parts[1]));
                return new Assertion(header, claims, $"{parts[0]}.{parts[1]}", Base64Url.DecodeFromChars(parts[2]));
            }
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            // Told below, in the same words as too few parts.
        }

        throw Refused("Invalid JWT: Failed to parse or validate the assertion.", "invalid_request");
    }

    internal void Check(IReadOnlyDictionary<string, string> accounts, string address, DateTimeOffset now)
    {
        if (Header.Text("alg") != "RS256")
        {
            throw Refused("Invalid JWT: Unsupported algorithm.");
        }

        if (Claims.Text("iss") is not { } issuer || !accounts.TryGetValue(issuer, out string? key))
        {
            throw Refused("Invalid grant: account not found");
        }

        if (!IsSignedBy(key))
        {
            throw Refused("Invalid JWT Signature.");
        }

        CheckTimes(now);
        if (Claims.Text("aud") is not { } audience || (audience != Audience && audience != address))
        {
            throw Refused("Invalid JWT: Failed audience check. The right audience is https://oauth2.googleapis.com/token");
        }

        if (Claims.Text("scope")?.Split(' ').Contains(Scope) is not true)
        {
            throw Refused("Invalid OAuth scope or ID token audience provided.", "invalid_scope");
        }
    }

    private void CheckTimes(DateTimeOffset now)
    {
        bool timely = Time("iat") is { } issued && Time("exp") is { } expires
            && issued <= now + Skew && expires > now && expires > issued && expires - issued <= LongestLife;
        if (!timely)
        {
            throw Refused(
                "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.");
        }
    }

    private DateTimeOffset? Time(string claim) =>
        Claims.Get(claim) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out long seconds) && seconds is > 0 and < 100_000_000_000
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private bool IsSignedBy(string pem)
    {
        using var key = RSA.Create();
        key.ImportFromPem(pem);
        return key.VerifyData(Encoding.ASCII.GetBytes(Signed), Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static RefusedException Refused(string description, string error = GoogleTokenWire.InvalidGrant) =>
        new(new ApiError(400, description, error));
}
