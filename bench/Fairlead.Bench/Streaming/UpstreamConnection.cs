using System.Globalization;
using System.Text;

namespace Fairlead.Bench.Streaming;

/// <summary>As much HTTP/1.1 as a streaming upstream needs: requests with a body of known length or in chunks, answers in chunks.</summary>
internal sealed class UpstreamConnection(Stream stream)
{
    private readonly byte[] buffer = new byte[64 * 1024];

    /// <returns>Head and body of the next request as they came; <see langword="null"/> when the connection ended.</returns>
    public async Task<string?> ReadRequestAsync(CancellationToken cancellationToken)
    {
        for (var length = 0; length < buffer.Length;)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            if (read == 0)
            {
                return null;
            }

            length += read;
            var text = Encoding.Latin1.GetString(buffer, 0, length);
            if (IsComplete(text))
            {
                return text;
            }
        }

        throw new IOException("The request is longer than any this tool sends.");
    }

    public Task BeginAsync(CancellationToken cancellationToken) => stream.WriteAsync(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), cancellationToken).AsTask();

    /// <summary>Writes one chunk in one piece.</summary>
    public Task WriteAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        var size = Encoding.ASCII.GetBytes(bytes.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n");
        return stream.WriteAsync((byte[])[.. size, .. bytes, .. "\r\n"u8], cancellationToken).AsTask();
    }

    public Task EndAsync(CancellationToken cancellationToken) => stream.WriteAsync("0\r\n\r\n"u8.ToArray(), cancellationToken).AsTask();

    private static bool IsComplete(string text)
    {
        var body = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        if (body < 4)
        {
            return false;
        }

        var lines = text[..body].Split("\r\n");
        return lines.Any(line => line.Equals("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase))
            ? text.EndsWith("0\r\n\r\n", StringComparison.Ordinal)
            : text.Length - body >= Length(lines);
    }

    private static int Length(string[] lines)
    {
        const string Name = "Content-Length:";
        var line = lines.FirstOrDefault(line => line.StartsWith(Name, StringComparison.OrdinalIgnoreCase));
        return line is null ? 0 : int.Parse(line[Name.Length..], CultureInfo.InvariantCulture);
    }
}
