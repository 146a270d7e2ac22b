using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Fairlead.Server.Platform.Telemetry;

/// <summary>The text log: one line an event. Control characters are escaped, so that nothing that came from outside can make a line of its own.</summary>
internal sealed class LineFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "line";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        textWriter.Write(time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z' ", CultureInfo.InvariantCulture));
        textWriter.Write(LevelOf(logEntry.LogLevel));
        textWriter.Write(' ');
        textWriter.Write(logEntry.Category);
        textWriter.Write(": ");
        Escape(logEntry.Formatter(logEntry.State, null), textWriter);
        if (logEntry.Exception is { } exception)
        {
            textWriter.Write(" | ");
            Escape(exception.ToString(), textWriter);
        }

        textWriter.Write('\n');
    }

    /// <summary>Writes a text on one line.</summary>
    public static void Escape(string text, TextWriter writer)
    {
        foreach (var character in text)
        {
            if (!char.IsControl(character) && character is not ('\u2028' or '\u2029'))
            {
                writer.Write(character);
            }
            else
            {
                writer.Write(character switch
                {
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                });
            }
        }
    }

    private static string LevelOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "error",
        _ => "fatal",
    };
}
