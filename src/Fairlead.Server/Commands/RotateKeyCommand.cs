using System.CommandLine;
using System.Data;
using Dapper;
using Fairlead.Server.Platform;
using Fairlead.Server.Platform.Encryption;
using Fairlead.Server.Platform.Hosting;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Commands;

/// <summary><c>fairlead rotate-key</c>: wraps everything sealed under another deployment's key, on a stopped server, in one transaction.</summary>
internal static class RotateKeyCommand
{
    private const string NewVariable = "FAIRLEAD_NEW_ENCRYPTION_KEY";

    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "The data folder.", DefaultValueFactory = _ => new ServerSettings().Data };
        var command = new Command("rotate-key", $"Encrypt under another key: the old one from {DeploymentKey.Variable}, the new one from {NewVariable}.") { data };
        command.SetAction(result => Run(result.GetRequiredValue(data)));
        return command;
    }

    private static int Run(string data)
    {
        var next = DeploymentKey.Parse(Environment.GetEnvironmentVariable(NewVariable) ?? throw new StartupException($"{NewVariable} is not set."), NewVariable);
        if (!Directory.Exists(data))
        {
            throw new StartupException($"There is no data folder '{data}'.");
        }

        using var folder = DataFolder.Open(data);
        var key = DeploymentKey.Load(Environment.GetEnvironmentVariable(DeploymentKey.Variable), folder);
        using var database = StorageRegistration.Open(folder, key);
        using var connection = database.Open();
        int count;
        using (var transaction = connection.BeginTransaction())
        {
            count = ServerApp.SealedColumns.Sum(column => Rewrap(connection, new Vault(key), column, next));
            KeyFingerprint.Store(connection, next);
            transaction.Commit();
        }

        // What the old key wrapped must not live on in free pages or in the log.
        connection.Execute("VACUUM; PRAGMA wal_checkpoint(TRUNCATE);");
        Console.Out.WriteLine($"{count} sealed values are wrapped under the new key. Start the server with {DeploymentKey.Variable} set to it{(key.IsOwn ? $"; the file '{DeploymentKey.FileName}' holds the old key and can be deleted" : string.Empty)}.");
        return ExitCodes.Done;
    }

    private static int Rewrap(IDbConnection connection, Vault vault, SealedColumn column, DeploymentKey next)
    {
        var rows = connection.Query<(string Name, string Sealed)>($"SELECT {column.Name}, {column.Column} FROM {column.Table} WHERE {column.Column} IS NOT NULL").ToList();
        foreach (var (name, text) in rows)
        {
            connection.Execute(
                $"UPDATE {column.Table} SET {column.Column} = @rewrapped WHERE {column.Name} = @name", new { name, rewrapped = vault.Rewrap(column.Purpose, name, text, next) });
        }

        return rows.Count;
    }
}
