using System.Security.Cryptography;
using System.Text;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Platform.Encryption;

/// <summary>The key that wraps everything confidential in the store: 32 bytes, from the environment or made in the data folder.</summary>
internal sealed class DeploymentKey
{
    /// <summary>The environment variable that holds it, in base64.</summary>
    public const string Variable = "FAIRLEAD_ENCRYPTION_KEY";

    /// <summary>The file that holds the one made for the operator.</summary>
    public const string FileName = "encryption-key";

    private DeploymentKey(byte[] bytes, bool isOwn)
    {
        Bytes = bytes;
        IsOwn = isOwn;
    }

    /// <summary>Whether the key lies in the data folder, beside what it protects.</summary>
    public bool IsOwn { get; }

    /// <summary>The key.</summary>
    public byte[] Bytes { get; }

    /// <summary>What the store remembers the key by: it tells keys apart and gives none away.</summary>
    public string Fingerprint => Convert.ToHexStringLower(HMACSHA256.HashData(Bytes, Encoding.ASCII.GetBytes("fairlead deployment key")).AsSpan(0, 8));

    /// <summary>Reads the key of a variable's value.</summary>
    /// <exception cref="StartupException">It is not 32 bytes in base64.</exception>
    public static DeploymentKey Parse(string text, string variable, bool isOwn = false)
    {
        var bytes = new byte[33];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length == 32
            ? new DeploymentKey(bytes[..32], isOwn)
            : throw new StartupException($"{variable} must be 32 bytes in base64 (make one with: openssl rand -base64 32).");
    }

    /// <summary>The key of a deployment.</summary>
    /// <param name="configured">The value of <see cref="Variable"/>; null for the key in the data folder, which is made when it is not there.</param>
    /// <param name="folder">The data folder.</param>
    public static DeploymentKey Load(string? configured, DataFolder folder)
    {
        if (!string.IsNullOrWhiteSpace(configured))
        {
            return Parse(configured, Variable);
        }

        if (!File.Exists(folder.File(FileName)))
        {
            folder.WritePrivate(FileName, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) + "\n");
        }

        return Parse(File.ReadAllText(folder.File(FileName)), folder.File(FileName), isOwn: true);
    }
}
