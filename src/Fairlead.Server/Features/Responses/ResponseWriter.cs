using Fairlead.Gateway.KeptResponses;

namespace Fairlead.Server.Features.Responses;

/// <summary>Writes responses behind the requests that led to them, as many at a time as wait; at the end it writes what is left.</summary>
internal sealed partial class ResponseWriter(PendingResponses pending, ResponseStore store, ILogger<ResponseWriter> logger) : BackgroundService
{
    private const int MaxBatch = 64;

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        pending.Close();
        return ExecuteTask?.WaitAsync(cancellationToken) ?? Task.CompletedTask;
    }

    // Not ended by the token: what clients were given the ids of must be written.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<KeptResponse>();
        while (await pending.Queue.WaitToReadAsync(CancellationToken.None))
        {
            while (batch.Count < MaxBatch && pending.Queue.TryRead(out var response))
            {
                batch.Add(response);
            }

            await WriteAsync(batch);
            batch.ForEach(pending.Settle);
            batch.Clear();
        }
    }

    private async Task WriteAsync(List<KeptResponse> batch)
    {
        try
        {
            await store.WriteAsync(batch, CancellationToken.None);
        }
        catch (Exception exception)
        {
            var ids = string.Join(", ", batch.Select(static response => response.Id));
            LogFailure(logger, exception, ids);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Responses could not be written and are lost: {Ids}")]
    private static partial void LogFailure(ILogger logger, Exception exception, string ids);
}
