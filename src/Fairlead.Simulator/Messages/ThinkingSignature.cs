using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Messages;

/// <summary>Signs thinking, so that only what this simulator thought is taken back. Simulators of the same seed know each other's.</summary>
internal sealed class ThinkingSignature(int seed)
{
    private const int NonceLength = 8;
    private readonly byte[] key = SHA256.HashData(Encoding.UTF8.GetBytes($"fairlead simulated thinking {seed}"));

    /// <param name="text">What is to be protected, as the client sees it.</param>
    /// <param name="digest">Makes one signature differ from another of the same text.</param>
    internal string Sign(string text, Digest digest)
    {
        byte[] nonce = new byte[NonceLength];
        BinaryPrimitives.WriteUInt64BigEndian(nonce, digest.Add("signature").Value);
        return Convert.ToBase64String([.. nonce, .. Code(nonce, text)]);
    }

    internal bool IsFor(string text, string signature)
    {
        byte[] bytes = new byte[signature.Length];
        return Convert.TryFromBase64String(signature, bytes, out int length)
            && length > NonceLength
            && CryptographicOperations.FixedTimeEquals(bytes.AsSpan(NonceLength, length - NonceLength), Code(bytes[..NonceLength], text));
    }

    private byte[] Code(byte[] nonce, string text)
    {
        byte[] signed = [.. nonce, .. Encoding.UTF8.GetBytes(text)];
        return HMACSHA256.HashData(key, signed);
    }
}
