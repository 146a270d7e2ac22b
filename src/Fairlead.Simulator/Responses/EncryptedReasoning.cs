using System.Security.Cryptography;
using System.Text;
using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Responses;

/// <summary>Reasoning that only the simulator that handed it out takes back: it is sealed with a key made of the seed.</summary>
internal static class EncryptedReasoning
{
    private const string Start = "gAAAAA";
    private const int SealBytes = 32;

    internal static string Seal(string itemId, string thinking, int seed)
    {
        byte[] payload = Encoding.UTF8.GetBytes($"{itemId}\n{thinking}");
        return Start + Convert.ToBase64String([.. HMACSHA256.HashData(Key(seed), payload), .. payload]);
    }

    /// <summary>Throws unless this seed sealed it.</summary>
    internal static void Verify(string sealedText, int seed)
    {
        var bytes = new byte[sealedText.Length];
        bool genuine = sealedText.StartsWith(Start, StringComparison.Ordinal)
            && Convert.TryFromBase64String(sealedText[Start.Length..], bytes, out int length)
            && length > SealBytes
            && CryptographicOperations.FixedTimeEquals(
                bytes.AsSpan(0, SealBytes), HMACSHA256.HashData(Key(seed), bytes.AsSpan(SealBytes, length - SealBytes)));
        if (!genuine)
        {
            throw new RefusedException(ApiError.BadRequest(
                $"The encrypted content {Excerpt(sealedText)} could not be verified.", null, "invalid_encrypted_content"));
        }
    }

    private static byte[] Key(int seed) => BitConverter.GetBytes(new Digest(seed).Add("reasoning").Value);

    private static string Excerpt(string text) => text.Length > 8 ? $"{text[..4]}...{text[^4..]}" : "...";
}
