using System.Reflection;
using Dapper;
using DbUp;
using DbUp.Engine.Output;

namespace Fairlead.Server.Platform.Storage;

/// <summary>Brings the store to this version's schema: numbered SQL files, each run once. A store of a newer version is refused.</summary>
internal static class Migrator
{
    private const string Prefix = "Fairlead.Server.Platform.Storage.Migrations.";
    private static readonly Assembly Here = typeof(Migrator).Assembly;

    /// <summary>Migrates the store.</summary>
    /// <exception cref="StartupException">The store is newer than this program, or a migration failed.</exception>
    public static void Run(Database database)
    {
        using var connection = database.Open();
        var known = Here.GetManifestResourceNames().Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        var hasJournal = connection.ExecuteScalar<long>("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'SchemaVersions'") > 0;
        var applied = hasJournal ? connection.Query<string>("SELECT ScriptName FROM SchemaVersions").ToHashSet(StringComparer.Ordinal) : [];
        if (applied.Except(known).Order(StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new StartupException($"The store was written by a newer version of Fairlead: it has the migration '{ShortName(unknown)}', which this version does not know. Start the newer version.");
        }

        if (!known.SetEquals(applied))
        {
            Upgrade(connection.ConnectionString);
        }
    }

    private static void Upgrade(string connectionString)
    {
        var result = DeployChanges.To.SqliteDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(Here, static name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .WithTransaction()
            .LogTo(new NoOpUpgradeLog())
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
        {
            throw new StartupException($"The migration '{ShortName(result.ErrorScript?.Name ?? "?")}' of the store failed: {result.Error.Message}");
        }
    }

    private static string ShortName(string name) => name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
}
