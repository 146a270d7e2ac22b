using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fairlead.Gateway.Caching;

/// <summary>Keeps whole answers: in memory, within a bound, and in the host's <see cref="IDistributedCache"/> when it has one.</summary>
internal sealed partial class AnswerStore : IDisposable
{
    private const string Tag = "fairlead-answers";
    private const int HeadRoom = 64 << 10;

    // What is looked for and not found is not made: the answer comes as a stream, and is put here when it is whole.
    private static readonly HybridCacheEntryOptions Look = new() { Flags = HybridCacheEntryFlags.DisableUnderlyingData };
    private static readonly HybridCacheEntryOptions LookHere = new() { Flags = HybridCacheEntryFlags.DisableUnderlyingData | HybridCacheEntryFlags.DisableDistributedCache };

    private readonly MemoryCache memory;
    private readonly ServiceProvider services;
    private readonly HybridCache cache;
    private readonly ILogger logger;

    public AnswerStore(CachingOptions options, TimeProvider time, ILoggerFactory logs, IDistributedCache? distributed = null)
    {
        logger = logs.CreateLogger<AnswerStore>();
        memory = new MemoryCache(new MemoryCacheOptions { SizeLimit = options.MaxBytes, TrackStatistics = true });

        // Services of its own, so that its memory and its bound are nobody else's.
        var own = new ServiceCollection().AddSingleton(time).AddSingleton(logs).AddLogging().AddSingleton<IMemoryCache>(memory);
        if (distributed is not null)
        {
            own.AddSingleton(distributed);
        }

        own.AddHybridCache(hybrid => hybrid.MaximumPayloadBytes = options.MaxEntryBytes + HeadRoom).AddSerializer<CachedAnswer, CachedAnswerFormat>();
        services = own.BuildServiceProvider();
        cache = services.GetRequiredService<HybridCache>();
    }

    /// <summary>How many answers are kept in memory.</summary>
    public long Entries => memory.GetCurrentStatistics()!.CurrentEntryCount;

    /// <summary>How many bytes they have.</summary>
    public long Bytes => memory.GetCurrentStatistics()!.CurrentEstimatedSize ?? 0;

    /// <summary>Looks for an answer.</summary>
    public ValueTask<CachedAnswer?> FindAsync(string key, CancellationToken cancellationToken) =>
        cache.GetOrCreateAsync<CachedAnswer?>(key, static _ => default, Look, cancellationToken: cancellationToken);

    /// <summary>Looks for an answer in memory alone.</summary>
    public ValueTask<CachedAnswer?> FindHereAsync(string key, CancellationToken cancellationToken) =>
        cache.GetOrCreateAsync<CachedAnswer?>(key, static _ => default, LookHere, cancellationToken: cancellationToken);

    /// <summary>Keeps an answer. One that cannot be kept is no failure of anything but this.</summary>
    public async Task KeepAsync(string key, CachedAnswer answer)
    {
        var time = answer.ExpiresAt - answer.StoredAt;
        try
        {
            await cache.SetAsync(key, answer, new HybridCacheEntryOptions { Expiration = time, LocalCacheExpiration = time }, [Tag], CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogNotKept(logger, exception);
        }
    }

    /// <summary>Forgets every answer, here and in the distributed store.</summary>
    public async ValueTask ClearAsync(CancellationToken cancellationToken)
    {
        await cache.RemoveByTagAsync(Tag, cancellationToken);
        memory.Clear();
    }

    public void Dispose()
    {
        services.Dispose();
        memory.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An answer could not be kept in the cache")]
    private static partial void LogNotKept(ILogger logger, Exception exception);
}
