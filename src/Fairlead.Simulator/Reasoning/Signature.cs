using System.Buffers.Binary;
using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Reasoning;

/// <summary>Signatures of reasoning that a client must send back as they came: a nonce and a seal over nonce and text, in Base64.</summary>
internal static class Signature
{
    private const int Size = 8;
    private const long Sealer = 0x5EA1;

    internal static string Of(string text, Digest nonce)
    {
        byte[] bytes = new byte[3 * Size];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, nonce.Add("nonce").Value);
        WriteSeal(bytes.AsSpan(Size), bytes.AsSpan(0, Size), text);
        return Convert.ToBase64String(bytes);
    }

    internal static bool IsGenuine(string signature, string text)
    {
        Span<byte> bytes = stackalloc byte[3 * Size];
        if (!Convert.TryFromBase64String(signature, bytes, out int length) || length != bytes.Length)
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[2 * Size];
        WriteSeal(expected, bytes[..Size], text);
        return bytes[Size..].SequenceEqual(expected);
    }

    private static void WriteSeal(Span<byte> target, ReadOnlySpan<byte> nonce, string text)
    {
        Digest seal = new Digest(Sealer).Add(BinaryPrimitives.ReadInt64BigEndian(nonce)).Add(text);
        BinaryPrimitives.WriteUInt64BigEndian(target, seal.Value);
        BinaryPrimitives.WriteUInt64BigEndian(target[Size..], seal.Add("again").Value);
    }
}
