using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Invocations;

/// <summary>Deletes records when their time is over: at the start, and every hour.</summary>
internal sealed partial class Retention(Database database, InvocationOptions options, TimeProvider time, ILogger<Retention> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), time);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailure(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Deletes what is too old now.</summary>
    public Task SweepAsync(CancellationToken cancellationToken)
    {
        var before = Micros.Of(time.GetUtcNow().AddDays(-options.RetentionDays));
        return database.WriteAsync(connection => InvocationStore.DeleteBefore(connection, before), cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Old invocation records could not be deleted")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
