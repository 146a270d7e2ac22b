using Fairlead.Gateway.Ports;
using Fairlead.Server.Platform.Encryption;
using Fairlead.Server.Platform.Hosting;
using Fairlead.Server.Platform.Identity;

namespace Fairlead.Server.Platform.Storage;

/// <summary>Registers the store. It is opened, migrated and matched with its key when it is first asked for, which is at the start.</summary>
internal static class StorageRegistration
{
    private const string HashKeyName = "credential-hash";

    public static void AddStorage(this IServiceCollection services)
    {
        services.AddSingleton(static services => DataFolder.Open(services.GetRequiredService<ServerSettings>().Data));
        services.AddSingleton(static services => DeploymentKey.Load(services.GetRequiredService<ServerSettings>().EncryptionKey, services.GetRequiredService<DataFolder>()));
        services.AddSingleton<ISpool, Spool>();
        services.AddSingleton<Vault>();
        services.AddSingleton(static services => Open(services.GetRequiredService<DataFolder>(), services.GetRequiredService<DeploymentKey>()));
        services.AddSingleton(static services => CreateHashes(services.GetRequiredService<Database>(), services.GetRequiredService<Vault>()));
    }

    /// <summary>Opens a store: migrated, and with the key that it was written under.</summary>
    public static Database Open(DataFolder folder, DeploymentKey key)
    {
        var database = new Database(folder.DatabasePath);
        Migrator.Run(database);
        using var connection = database.Open();
        KeyFingerprint.Check(connection, key);
        return database;
    }

    private static CredentialHashes CreateHashes(Database database, Vault vault)
    {
        using var connection = database.Open();
        return new CredentialHashes(Convert.FromBase64String(SealedKeys.GetOrCreate(connection, vault, HashKeyName, static () => Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)))));
    }
}
