using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Responses;

/// <summary>Deletes responses when their time is over: at the start, and every hour. Until then they are there, but not found.</summary>
internal sealed partial class ExpiredResponses(Database database, TimeProvider time, ILogger<ExpiredResponses> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), time);
        do
        {
            try
            {
                var now = Micros.Now(time);
                await database.WriteAsync(connection => ResponseTable.DeleteExpired(connection, now), stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailure(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Responses whose time is over could not be deleted")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
