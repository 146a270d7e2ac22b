using System.Data;
using Dapper;

namespace Fairlead.Server.Platform.Encryption;

/// <summary>Keeps a store and its key together.</summary>
internal static class KeyFingerprint
{
    private const string Setting = "encryption_key_fingerprint";

    /// <summary>Remembers the key of a new store, and refuses another key for an old one.</summary>
    /// <exception cref="StartupException">The store was written under another key.</exception>
    public static void Check(IDbConnection connection, DeploymentKey key)
    {
        var stored = connection.QuerySingleOrDefault<string>("SELECT value FROM settings WHERE name = @Setting", new { Setting });
        if (stored is null)
        {
            Store(connection, key);
        }
        else if (stored != key.Fingerprint)
        {
            throw new StartupException($"The store was encrypted with another key (fingerprint {stored}, not {key.Fingerprint}). Set {DeploymentKey.Variable} to that key, or change keys with 'fairlead rotate-key'.");
        }
    }

    /// <summary>Remembers a key.</summary>
    public static void Store(IDbConnection connection, DeploymentKey key) => connection.Execute(
        "INSERT INTO settings (name, value) VALUES (@Setting, @Fingerprint) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        new { Setting, key.Fingerprint });
}
