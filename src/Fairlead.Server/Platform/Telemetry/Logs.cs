using Microsoft.Extensions.Logging.Console;

namespace Fairlead.Server.Platform.Telemetry;

/// <summary>Where the log goes and how it looks: standard error, a line an event, as text or as JSON.</summary>
internal static class Logs
{
    public static void Configure(ILoggingBuilder logging, string format)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);
        // Silencing the host's own request log also saves the activity that it would start for every request.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // A start that fails is told once, by the command.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging.AddConsole(options =>
        {
            options.FormatterName = format == "json" ? ConsoleFormatterNames.Json : LineFormatter.FormatterName;
            options.LogToStandardErrorThreshold = LogLevel.Trace;
        });
        logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
        logging.AddJsonConsole(static options =>
        {
            options.UseUtcTimestamp = true;
            options.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
        logging.Services.Configure<ConsoleLoggerOptions>(options => options.FormatterName = format == "json" ? ConsoleFormatterNames.Json : LineFormatter.FormatterName);
    }
}
