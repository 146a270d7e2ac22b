using System.Data;
using Fairlead.Server.Platform.Http;
using Microsoft.Data.Sqlite;

namespace Fairlead.Server.Platform.Storage;

/// <summary>
/// The store: SQLite with a write-ahead log, synced at every commit, one writer at a time. SQLite blocks its caller, so every statement runs on the
/// thread pool, and never on a thread that carries the gateway's sockets.
/// </summary>
internal sealed class Database : IDisposable
{
    private readonly string connectionString;
    private readonly SemaphoreSlim writer = new(1, 1);

    public Database(string path) =>
        connectionString = new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 30 }.ToString();

    /// <summary>Runs a query.</summary>
    public Task<T> ReadAsync<T>(Func<IDbConnection, T> query, CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                using var connection = Open();
                return query(connection);
            },
            cancellationToken);

    /// <summary>
    /// Runs a change in a transaction. It is committed when the change succeeds and undone when it fails; <paramref name="committed"/> then runs before
    /// the next change begins, so that what it publishes comes in the order of the commits.
    /// </summary>
    public async Task<Outcome<T>> WriteAsync<T>(Func<IDbConnection, Outcome<T>> change, CancellationToken cancellationToken, Action<T>? committed = null)
    {
        await writer.WaitAsync(cancellationToken);
        try
        {
            // From here on the change is not given up: the caller could not know whether it happened.
            return await Task.Run(() => Write(change, committed), CancellationToken.None);
        }
        finally
        {
            writer.Release();
        }
    }

    /// <summary>Runs a change that cannot fail.</summary>
    public Task WriteAsync(Action<IDbConnection> change, CancellationToken cancellationToken) =>
        WriteAsync<bool>(
            connection =>
            {
                change(connection);
                return true;
            },
            cancellationToken);

    /// <summary>Opens a connection, for work at the start when nothing else runs.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
        command.ExecuteNonQuery();
        return connection;
    }

    public void Dispose()
    {
        // Its own connections alone: another store of the process may be in use.
        using var own = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(own);
        writer.Dispose();
    }

    private Outcome<T> Write<T>(Func<IDbConnection, Outcome<T>> change, Action<T>? committed)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        var outcome = change(connection);
        if (outcome.TryGet(out var value, out _))
        {
            transaction.Commit();
            committed?.Invoke(value);
        }

        return outcome;
    }
}
