using System.Security.Cryptography;
using System.Text;

namespace Fairlead.Server.Platform.Encryption;

/// <summary>
/// Seals text: AES-256-GCM with a data key of its own, which is wrapped by the deployment's key. What the text is for and its name are bound in
/// as associated data, so that one sealed text cannot stand in for another. NIST SP 800-38D.
/// </summary>
internal sealed class Vault(DeploymentKey key)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const string Version = "v1";

    /// <summary>Seals a text.</summary>
    public string Seal(string purpose, string name, string text)
    {
        var dataKey = RandomNumberGenerator.GetBytes(32);
        var binding = Binding(purpose, name);
        return $"{Version}.{Encrypt(key.Bytes, dataKey, binding)}.{Encrypt(dataKey, Encoding.UTF8.GetBytes(text), binding)}";
    }

    /// <summary>Opens a sealed text.</summary>
    /// <exception cref="CryptographicException">It was sealed under another key, purpose or name, or has been altered.</exception>
    public string Open(string purpose, string name, string sealedText)
    {
        var (wrapped, content) = Split(sealedText);
        var binding = Binding(purpose, name);
        return Encoding.UTF8.GetString(Decrypt(Decrypt(key.Bytes, wrapped, binding), content, binding));
    }

    /// <summary>Wraps the data key of a sealed text anew, under another deployment's key; the text itself is not opened.</summary>
    public string Rewrap(string purpose, string name, string sealedText, DeploymentKey other)
    {
        var (wrapped, content) = Split(sealedText);
        var binding = Binding(purpose, name);
        return $"{Version}.{Encrypt(other.Bytes, Decrypt(key.Bytes, wrapped, binding), binding)}.{content}";
    }

    private static (string Wrapped, string Content) Split(string sealedText) =>
        sealedText.Split('.') is [Version, var wrapped, var content] ? (wrapped, content) : throw new CryptographicException("Not a sealed text.");

    private static byte[] Binding(string purpose, string name) => Encoding.UTF8.GetBytes($"{purpose}\0{name}");

    private static string Encrypt(byte[] key, byte[] content, byte[] binding)
    {
        var result = new byte[NonceSize + content.Length + TagSize];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(result.AsSpan(0, NonceSize), content, result.AsSpan(NonceSize, content.Length), result.AsSpan(NonceSize + content.Length), binding);
        return Convert.ToBase64String(result);
    }

    private static byte[] Decrypt(byte[] key, string text, byte[] binding)
    {
        var buffer = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, buffer, out var length) || length < NonceSize + TagSize)
        {
            throw new CryptographicException("Not a sealed text.");
        }

        ReadOnlySpan<byte> bytes = buffer.AsSpan(0, length);
        var content = new byte[length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(bytes[..NonceSize], bytes[NonceSize..^TagSize], bytes[^TagSize..], content, binding);
        return content;
    }
}
