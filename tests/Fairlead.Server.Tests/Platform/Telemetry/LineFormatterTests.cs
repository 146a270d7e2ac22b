using Fairlead.Server.Platform.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Server.Tests.Platform.Telemetry;

public sealed class LineFormatterTests
{
    [Theory]
    [InlineData("plain text, ünïcode too", "plain text, ünïcode too")]
    [InlineData("one\ntwo\r\nthree\tfour", "one\\ntwo\\r\\nthree\\tfour")]
    [InlineData("\u001b[31mred\u0000\u0007\u007f", "\\u001b[31mred\\u0000\\u0007\\u007f")]
    [InlineData("next\u0085line\u2028and\u2029paragraph", "next\\u0085line\\u2028and\\u2029paragraph")]
    public void Line_WithControlCharacters_HasThemEscaped(string text, string expected)
    {
        Assert.Equal($"2024-10-04T00:00:00.000Z warn Some.Category: {expected}\n", Format(text, null));
    }

    [Fact]
    public void Line_WithAnException_IsStillOneLine()
    {
        var line = Format("it failed", new InvalidOperationException("first\nsecond"));

        Assert.EndsWith("System.InvalidOperationException: first\\nsecond\n", line, StringComparison.Ordinal);
        Assert.Single(line, static character => character == '\n');
    }

    private static string Format(string text, Exception? exception)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddDays(20_000));
        using var writer = new StringWriter();
        var formatter = new LineFormatter(time);
        formatter.Write(new LogEntry<string>(LogLevel.Warning, "Some.Category", default, text, exception, static (state, _) => state), null, writer);
        return writer.ToString();
    }
}
