using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using Fairlead.Bench.Load;
using Fairlead.Bench.Targets;

namespace Fairlead.Bench.Streaming;

/// <summary>Reads one streamed answer and notes how old each chunk was when it arrived.</summary>
internal sealed class StreamClient : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false });

    /// <returns>One delay per stamped chunk, in the order of arrival.</returns>
    public async Task<IReadOnlyList<TimeSpan>> ReadAsync(Target target, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(target.Address, Payload.ChatPath))
        {
            Content = new StringContent(Payload.StreamRequest, Encoding.UTF8, MediaTypeNames.Application.Json),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", target.Key);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            throw new InvalidOperationException($"{target.Name} answered {(int)answer.StatusCode}: {text}");
        }

        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        return await ReadAsync(stream, cancellationToken);
    }

    public void Dispose() => client.Dispose();

    private static async Task<IReadOnlyList<TimeSpan>> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var delays = new List<TimeSpan>();
        var parser = new DelayParser();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var read = await stream.ReadAsync(buffer, cancellationToken);
            var arrived = Stopwatch.GetTimestamp();
            if (read == 0)
            {
                return delays;
            }

            delays.AddRange(parser.Read(buffer.AsSpan(0, read)).Select(stamp => Stopwatch.GetElapsedTime(stamp, arrived)));
        }
    }
}
