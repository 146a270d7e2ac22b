using System.Runtime.InteropServices;
using Fairlead.Server.Platform.Hosting;

namespace Fairlead.Server.Features.Configuration;

/// <summary>
/// Reloads when the file or one that it includes is another, or on SIGHUP. It looks at contents once a second: that sees what notifications of a file
/// system miss, such as a mounted volume's links being swapped. A change counts when it has stayed the same for a second.
/// </summary>
internal sealed partial class ConfigurationWatch(ConfigurationReload reload, ServerSettings settings, ILogger<ConfigurationWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private PosixSignalRegistration? hangUp;
    private CancellationToken stopping;
    private string? seen;

    // Before the server says that it listens: until it is registered, a SIGHUP ends the process.
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        hangUp = settings.Config is null ? null : PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            _ = ReloadAsync("SIGHUP", stopping);
        });
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        hangUp?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        stopping = stoppingToken;
        if (settings.Config is null)
        {
            return;
        }

        using var timer = new PeriodicTimer(Period, settings.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryAsync(() => LookAsync(stoppingToken), "a look at the file");
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var sources = reload.Sources!;
        var now = sources.CurrentFingerprint();
        if (now == sources.Fingerprint)
        {
            seen = null;
        }
        else if (now != seen)
        {
            seen = now;
        }
        else
        {
            seen = null;
            await ReloadAsync("the file changed", cancellationToken);
        }
    }

    private Task ReloadAsync(string cause, CancellationToken cancellationToken) => TryAsync(() => reload.ReloadAsync(cause, cancellationToken), cause);

    // Whatever goes wrong here must not stop the server.
    private async Task TryAsync(Func<Task> read, string cause)
    {
        try
        {
            await read();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(logger, exception, cause);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Reading the configuration again ({Cause}) failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, string cause);
}
