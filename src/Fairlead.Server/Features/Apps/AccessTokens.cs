using System.Globalization;
using System.Security.Cryptography;
using Fairlead.Gateway.Admission;
using Fairlead.Server.Platform.Identity;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Fairlead.Server.Features.Apps;

/// <summary>Access tokens: JSON Web Tokens signed with ES256 (RFC 7518, section 3.4), good for three hours.</summary>
internal sealed class AccessTokens : ITokenSource, IDisposable
{
    /// <summary>The name of the signing key among the sealed keys.</summary>
    public const string KeyName = "access-token-signing";

    private const string Issuer = "fairlead";
    private const string Audience = "fairlead-api";
    private const string VersionClaim = "ver";
    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly AppDirectory directory;
    private readonly TimeProvider time;
    private readonly ECDsa key;
    private readonly ECDsaSecurityKey securityKey;

    public AccessTokens(string signingKey, AppDirectory directory, TimeProvider time)
    {
        this.directory = directory;
        this.time = time;
        key = ECDsa.Create();
        key.ImportFromPem(signingKey);

        // The library's own cache is the process's: it would keep this key for a later server that has read the same one, after this has disposed of it.
        securityKey = new ECDsaSecurityKey(key) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
    }

    /// <summary>How long a token is good for.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromHours(3);

    /// <summary>A new signing key, in PEM.</summary>
    public static string CreateKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    /// <summary>Issues a token of a credential.</summary>
    public string Issue(StoredApp app)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            SigningCredentials = new SigningCredentials(securityKey, SecurityAlgorithms.EcdsaSha256),
            Claims = new Dictionary<string, object>
            {
                [JwtRegisteredClaimNames.Sub] = app.Id,
                [JwtRegisteredClaimNames.Jti] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
                [VersionClaim] = app.TokenVersion.ToString(CultureInfo.InvariantCulture),
            },
        });
    }

    // Two dots make a JSON Web Token: RFC 7519, section 3.
    public bool Recognizes(string token) => token.AsSpan().Count('.') == 2;

    public async ValueTask<KnownToken?> VerifyAsync(string token)
    {
        var result = await Task.Run(() => handler.ValidateTokenAsync(token, Rules()));
        if (!result.IsValid || result.SecurityToken is not JsonWebToken read || directory.Find(read.Subject) is not { } entry)
        {
            return null;
        }

        var isCurrent = entry.App.Enabled && read.TryGetPayloadValue<string>(VersionClaim, out var version)
            && version == entry.App.TokenVersion.ToString(CultureInfo.InvariantCulture);
        return isCurrent ? new KnownToken(new Principal(entry.App.Id, entry.App.Name, entry.App.Role, IsKey: false), read.ValidTo, entry.Grant) : null;
    }

    public void Dispose() => key.Dispose();

    private TokenValidationParameters Rules() => new()
    {
        ValidIssuer = Issuer,
        ValidAudience = Audience,
        IssuerSigningKey = securityKey,
        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        LifetimeValidator = (notBefore, expires, _, _) => expires > time.GetUtcNow().UtcDateTime && notBefore <= time.GetUtcNow().UtcDateTime.AddSeconds(5),
    };
}
