using System.Data;
using Dapper;

namespace Fairlead.Server.Platform.Encryption;

/// <summary>Keys of the product's own, made once and kept sealed in the store.</summary>
internal static class SealedKeys
{
    /// <summary>What they are sealed for.</summary>
    public const string Purpose = "key";

    /// <summary>The key of a name; made by <paramref name="create"/> when the store has none.</summary>
    public static string GetOrCreate(IDbConnection connection, Vault vault, string name, Func<string> create)
    {
        if (connection.QuerySingleOrDefault<string>("SELECT sealed FROM sealed_keys WHERE name = @name", new { name }) is { } stored)
        {
            return vault.Open(Purpose, name, stored);
        }

        var key = create();
        connection.Execute("INSERT INTO sealed_keys (name, sealed) VALUES (@name, @sealed)", new { name, @sealed = vault.Seal(Purpose, name, key) });
        return key;
    }
}
