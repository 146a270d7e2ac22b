using System.Buffers;
using System.Text;
using Fairlead.Gateway.Caching;
using Fairlead.Gateway.Routing;
using Fairlead.Protocols;
using Fairlead.Testing;
using Microsoft.Extensions.Caching.Distributed;

namespace Fairlead.Gateway.Tests.Caching;

/// <summary>The store behind the cache.</summary>
public sealed class AnswerStoreTests
{
    private static readonly CachedAnswer Answer = new()
    {
        Head = new AnswerHead
        {
            Status = 200,
            ContentType = "application/json",
            IsEventStream = false,
            Headers = [new("x-request-id", "r-é")],
            DroppedParams = ["top_k"],
            ServedBy = "main/m",
        },
        Body = "{}"u8.ToArray(),
        StoredAt = DateTimeOffset.UnixEpoch,
        ExpiresAt = DateTimeOffset.UnixEpoch.AddSeconds(60),
        Usage = new Usage(1, 2, 3, 4, 5),
    };

    [Fact]
    public void Format_KeepsAllOfAnAnswer()
    {
        var read = new CachedAnswerFormat().Deserialize(new ReadOnlySequence<byte>(Write(Answer)));

        Assert.Equal((Answer.StoredAt, Answer.ExpiresAt, Answer.Usage, "{}"), (read.StoredAt, read.ExpiresAt, read.Usage, Encoding.UTF8.GetString(read.Body.Span)));
        Assert.Equal((200, "application/json", false, "main/m"), (read.Head.Status, read.Head.ContentType, read.Head.IsEventStream, read.Head.ServedBy));
        Assert.Equal(Answer.Head.Headers, read.Head.Headers);
        Assert.Equal(Answer.Head.DroppedParams, read.Head.DroppedParams);
        Assert.Null(new CachedAnswerFormat().Deserialize(new ReadOnlySequence<byte>(Write(Answer with { Usage = null }))).Usage);
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 2, 1, 1 })]
    [InlineData(new byte[] { 1, 1, 1 })]
    public void Format_OfAnotherVersion_IsNotGoodAnyMore(byte[] bytes) =>
        Assert.Equal(DateTimeOffset.MinValue, new CachedAnswerFormat().Deserialize(new ReadOnlySequence<byte>(bytes)).ExpiresAt);

    [Fact]
    public async Task DistributedStore_ServesAnotherProcess()
    {
        var distributed = new SharedStore();
        await using var one = await CacheRig.StartAsync(ScriptedUpstream.SaysCompletion("hello"), distributed: distributed);
        await using var other = await CacheRig.StartAsync(ScriptedUpstream.SaysCompletion("never"), distributed: distributed);
        other.Declare(one.Upstream.BaseUrl, new RouteDefinition("m", [new DeploymentDefinition("main", "up")]) { Cache = new CachePolicy(TimeSpan.FromMinutes(1), false) });

        await one.GetAsync(CacheRig.Ask(CacheRig.Body()));
        await Waiting.UntilAsync(() => distributed.Count > 0);
        var got = await other.GetAsync(CacheRig.Ask(CacheRig.Body()));

        Assert.Equal((ScriptedUpstream.Completion("hello"), CacheStatus.Hit), got);
        Assert.Single(one.Upstream.Requests);
    }

    private static byte[] Write(CachedAnswer answer)
    {
        var output = new ArrayBufferWriter<byte>();
        new CachedAnswerFormat().Serialize(answer, output);
        return output.WrittenSpan.ToArray();
    }

    private sealed class SharedStore : IDistributedCache
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, byte[]> values = new();

        public int Count => values.Count;

        public byte[]? Get(string key) => values.GetValueOrDefault(key);

        public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.FromResult(Get(key));

        public void Refresh(string key)
        {
        }

        public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

        public void Remove(string key) => values.TryRemove(key, out _);

        public Task RemoveAsync(string key, CancellationToken token = default)
        {
            Remove(key);
            return Task.CompletedTask;
        }

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => values[key] = value;

        public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
        {
            Set(key, value, options);
            return Task.CompletedTask;
        }
    }
}
