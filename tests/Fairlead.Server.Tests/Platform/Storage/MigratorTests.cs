using Dapper;
using Fairlead.Server.Platform;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Tests.Platform.Storage;

public sealed class MigratorTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fairlead-test-");
    private readonly Database database;

    public MigratorTests() => database = new Database(Path.Combine(folder.FullName, "test.db"));

    public void Dispose()
    {
        database.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Store_ThatIsFresh_GetsTheWholeSchema()
    {
        Migrator.Run(database);

        using var connection = database.Open();
        var tables = connection.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table'").ToList();
        Assert.Empty(new[] { "apps", "gateway_keys", "secrets", "sealed_keys", "llm_providers", "llm_defaults", "agents", "invocations" }.Except(tables));
    }

    [Fact]
    public void Store_ThatExists_IsLeftAsItIs()
    {
        Migrator.Run(database);
        using var connection = database.Open();
        connection.Execute("INSERT INTO settings (name, value) VALUES ('kept', 'yes')");
        var applied = connection.Query<string>("SELECT ScriptName || Applied FROM SchemaVersions").ToList();

        Migrator.Run(database);

        Assert.Equal("yes", connection.QuerySingle<string>("SELECT value FROM settings WHERE name = 'kept'"));
        Assert.Equal(applied, connection.Query<string>("SELECT ScriptName || Applied FROM SchemaVersions"));
    }

    [Fact]
    public void Store_OfANewerVersion_IsRefusedByTheMigrationsName()
    {
        Migrator.Run(database);
        using var connection = database.Open();
        connection.Execute("INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('Fairlead.Server.Platform.Storage.Migrations.9999_later.sql', '2999-01-01')");

        var refused = Assert.Throws<StartupException>(() => Migrator.Run(database));

        Assert.Contains("newer version of Fairlead", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'9999_later.sql'", refused.Message, StringComparison.Ordinal);
    }
}
