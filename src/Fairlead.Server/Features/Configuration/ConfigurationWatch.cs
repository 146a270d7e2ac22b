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
    private string? seen;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Config is null)
        {
            return;
        }

        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            _ = ReloadAsync("SIGHUP", stoppingToken);
        });
        using var timer = new PeriodicTimer(Period, settings.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await LookAsync(stoppingToken);
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

    private async Task ReloadAsync(string cause, CancellationToken cancellationToken)
    {
        try
        {
            await reload.ReloadAsync(cause, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(logger, exception, cause);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Reading the configuration again ({Cause}) failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, string cause);
}
