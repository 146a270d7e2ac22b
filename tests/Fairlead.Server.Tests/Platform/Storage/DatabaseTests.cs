using Dapper;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Tests.Platform.Storage;

public sealed class DatabaseTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fairlead-test-");
    private readonly Database database;

    public DatabaseTests()
    {
        database = new Database(Path.Combine(folder.FullName, "test.db"));
        using var connection = database.Open();
        connection.Execute("CREATE TABLE entries (value INTEGER NOT NULL PRIMARY KEY)");
    }

    public void Dispose()
    {
        database.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Work_FromAThreadOfItsOwn_RunsOnTheThreadPool()
    {
        List<bool> pooled = [];
        var caller = new TaskCompletionSource<bool>();

        // A caller as a socket's thread would be one: not of the pool, and not to be held up.
        var thread = new Thread(() =>
        {
            caller.SetResult(Thread.CurrentThread.IsThreadPoolThread);
            database.ReadAsync(_ => Note(), CancellationToken.None).GetAwaiter().GetResult();
            database.WriteAsync<int>(_ => Note(), CancellationToken.None, _ => Note()).GetAwaiter().GetResult();
        });
        thread.Start();
        Assert.False(await caller.Task);
        await Task.Run(thread.Join, TestContext.Current.CancellationToken);

        Assert.Equal([true, true, true], pooled);

        int Note()
        {
            pooled.Add(Thread.CurrentThread.IsThreadPoolThread);
            return 0;
        }
    }

    [Fact]
    public async Task Work_BegunByACaller_DoesNotRunBeforeTheCallReturns()
    {
        using var returned = new ManualResetEventSlim();

        // Were the query run on the caller's thread, the call would wait for itself.
        var query = database.ReadAsync(_ => returned.Wait(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        returned.Set();

        Assert.True(await query);
    }

    [Fact]
    public async Task Write_ThatIsRefused_LeavesNothingAndPublishesNothing()
    {
        var published = false;

        var outcome = await database.WriteAsync<int>(
            connection =>
            {
                connection.Execute("INSERT INTO entries VALUES (1)");
                return ApiErrors.Forbidden;
            },
            TestContext.Current.CancellationToken,
            _ => published = true);

        Assert.False(outcome.TryGet(out _, out var error));
        Assert.Same(ApiErrors.Forbidden, error);
        Assert.Equal(0, await CountAsync());
        Assert.False(published);
    }

    [Fact]
    public async Task Write_ThatThrows_LeavesNothingAndTheNextOneGoesOn()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => database.WriteAsync(
            static connection =>
            {
                connection.Execute("INSERT INTO entries VALUES (1)");
                throw new InvalidOperationException();
            },
            TestContext.Current.CancellationToken));

        await database.WriteAsync(static connection => connection.Execute("INSERT INTO entries VALUES (2)"), TestContext.Current.CancellationToken);

        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Writes_AtOnce_ArePublishedInTheOrderOfTheirCommits()
    {
        List<long> published = [];

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => database.WriteAsync<long>(
            static connection => connection.ExecuteScalar<long>("INSERT INTO entries SELECT COALESCE(MAX(value), 0) + 1 FROM entries RETURNING value"),
            TestContext.Current.CancellationToken,
            published.Add)));

        Assert.Equal(Enumerable.Range(1, 50).Select(static value => (long)value), published);
    }

    [Fact]
    public void Open_OfTheStore_IsSyncedAtEveryCommit()
    {
        using var connection = database.Open();

        Assert.Equal("wal", connection.ExecuteScalar<string>("PRAGMA journal_mode"));
        Assert.Equal(2, connection.ExecuteScalar<long>("PRAGMA synchronous"));
        Assert.Equal(1, connection.ExecuteScalar<long>("PRAGMA foreign_keys"));
    }

    private Task<long> CountAsync() => database.ReadAsync(static connection => connection.ExecuteScalar<long>("SELECT COUNT(*) FROM entries"), TestContext.Current.CancellationToken);
}
