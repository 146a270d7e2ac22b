using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Fairlead.Gateway.Admission;

/// <summary>The SHA-256 of a presented token: what is looked up, so that no token is kept and no comparison leaks by its timing.</summary>
public readonly record struct TokenHash(UInt128 High, UInt128 Low)
{
    /// <summary>The longest token that is looked at, in characters.</summary>
    public const int MaxTokenLength = 4096;

    /// <summary>Hashes a token of at most <see cref="MaxTokenLength"/> characters.</summary>
    public static TokenHash Of(ReadOnlySpan<char> token)
    {
        Span<byte> utf8 = token.Length <= 512 ? stackalloc byte[512 * 3] : new byte[token.Length * 3];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(token, utf8)], hash);
        return Of(hash);
    }

    /// <summary>Wraps a hash of 32 bytes.</summary>
    public static TokenHash Of(ReadOnlySpan<byte> hash)
    {
        var halves = MemoryMarshal.Cast<byte, UInt128>(hash);
        return new TokenHash(halves[0], halves[1]);
    }
}
