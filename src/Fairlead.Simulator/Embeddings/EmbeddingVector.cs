using System.Buffers.Binary;
using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Embeddings;

/// <summary>Makes unit vectors in which texts that share words point in similar directions.</summary>
internal static class EmbeddingVector
{
    /// <summary>The vector of all its words, shortened to its first <paramref name="dimensions"/> and brought back to length 1.</summary>
    internal static float[] Of(IReadOnlyList<string> words, int native, int dimensions)
    {
        var sum = new double[dimensions];
        foreach (string word in words.DefaultIfEmpty(" "))
        {
            ulong seed = new Digest(native).Add(word).Value;
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += ((double)Digest.Mix(seed + (ulong)i) / ulong.MaxValue) - 0.5;
            }
        }

        double length = Math.Sqrt(sum.Sum(v => v * v));
        return Array.ConvertAll(sum, v => (float)(v / length));
    }

    internal static byte[] LittleEndian(float[] vector)
    {
        var bytes = new byte[vector.Length * sizeof(float)];
        for (int i = 0; i < vector.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), vector[i]);
        }

        return bytes;
    }
}
