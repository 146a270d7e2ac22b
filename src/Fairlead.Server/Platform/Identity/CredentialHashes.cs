using System.Security.Cryptography;
using System.Text;

namespace Fairlead.Server.Platform.Identity;

/// <summary>
/// How secrets of credentials and keys are kept. One that was generated has 256 bits, so a keyed hash is enough; one that a person chose is hashed slowly
/// (OWASP Password Storage Cheat Sheet: PBKDF2-HMAC-SHA256, 600,000 rounds), one at a time.
/// </summary>
internal sealed class CredentialHashes(byte[] key) : IDisposable
{
    private const int Rounds = 600_000;
    private const int MaxWaiting = 16;
    private readonly SemaphoreSlim slow = new(1, 1);
    private int waiting;

    /// <summary>A new secret of 256 bits, in base64url.</summary>
    public static string NewSecret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>The hash of a generated secret.</summary>
    public string OfGenerated(string secret) => "hmac$" + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(secret)));

    /// <summary>The hash of a chosen secret; takes a quarter of a second of a core.</summary>
    public static Task<string> OfChosenAsync(string secret) => Task.Run(() =>
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return $"pbkdf2${Convert.ToBase64String(salt)}${Convert.ToBase64String(Slow(secret, salt))}";
    });

    /// <summary>Whether a secret is the one of a hash; null when too many slow checks wait already.</summary>
    public async ValueTask<bool?> VerifyAsync(string secret, string hash)
    {
        if (hash.Split('$') is not ["pbkdf2", var salt, var expected])
        {
            return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(OfGenerated(secret)), Encoding.ASCII.GetBytes(hash));
        }

        if (Interlocked.Increment(ref waiting) > MaxWaiting)
        {
            Interlocked.Decrement(ref waiting);
            return null;
        }

        await slow.WaitAsync();
        try
        {
            var actual = await Task.Run(() => Slow(secret, Convert.FromBase64String(salt)));
            return CryptographicOperations.FixedTimeEquals(actual, Convert.FromBase64String(expected));
        }
        finally
        {
            slow.Release();
            Interlocked.Decrement(ref waiting);
        }
    }

    public void Dispose() => slow.Dispose();

    private static byte[] Slow(string secret, byte[] salt) => Rfc2898DeriveBytes.Pbkdf2(secret, salt, Rounds, HashAlgorithmName.SHA256, 32);
}
