using System.Buffers.Binary;
using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Audio;

/// <summary>Binary content that is made up, and always the same for the same text.</summary>
internal static class Noise
{
    private const int Length = 1_024;

    internal static byte[] Of(string text)
    {
        var bytes = new byte[Length];
        ulong seed = new Digest(Length).Add(text).Value;
        for (int i = 0; i < Length; i += sizeof(ulong))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i), Digest.Mix(seed + (ulong)i));
        }

        return bytes;
    }
}
