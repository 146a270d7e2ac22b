using System.Buffers;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Outbound;

namespace Fairlead.Gateway.Answers;

/// <summary>The body of an upstream's answer, read under the attempt's clock. How reading ends is a value.</summary>
public sealed class UpstreamBody : IDisposable
{
    private const int BufferSize = 16 * 1024;

    private readonly byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private Stream? stream;
    private int first;
    private bool isDisposed;

    internal UpstreamBody(HttpResponseMessage response, AttemptClock clock)
    {
        Response = response;
        Clock = clock;
        ContentType = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var type) && HeaderAllowList.CanBeSent(type.ToString()) ? type.ToString() : null;
    }

    /// <summary>The answer's head.</summary>
    public HttpResponseMessage Response { get; }

    /// <summary>The answer's <c>content-type</c> as it came; null when it has none, or one that cannot be written.</summary>
    public string? ContentType { get; }

    /// <summary>Whether the answer is an event stream.</summary>
    public bool IsEventStream => ContentType?.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Whether the answer is JSON.</summary>
    public bool IsJson => ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Whether the answer is a stream in Amazon's binary framing.</summary>
    public bool IsAmazonStream => ContentType?.StartsWith("application/vnd.amazon.eventstream", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Why reading ended before the end; null while it has not, and when the client left.</summary>
    public AttemptFailure? Failure { get; private set; }

    internal AttemptClock Clock { get; }

    /// <summary>Reads the next piece; empty at the end, and when reading failed. It is valid until the next call.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync()
    {
        if (first > 0)
        {
            var piece = buffer.AsMemory(0, first);
            first = 0;
            return piece;
        }

        try
        {
            var count = await stream!.ReadAsync(buffer, Clock.Token);
            if (count > 0)
            {
                Clock.Heard();
            }

            return buffer.AsMemory(0, count);
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException or IOException)
        {
            Failure = Clock.HasClientLeft ? null : Clock.HasTimedOut
                ? Clock.TimedOut()
                : new AttemptFailure(FailureKind.CutOff, "The upstream's connection broke off in the middle of its answer.");
            return default;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!isDisposed)
        {
            isDisposed = true;
            Response.Dispose();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Waits for the first piece and keeps it, so that nothing is shown to the client before something has come.</summary>
    internal async ValueTask<AttemptFailure?> ReadFirstAsync(Attempt attempt)
    {
        stream = await Response.Content.ReadAsStreamAsync(Clock.Token);
        var piece = await ReadAsync();
        if (Failure is not null || Clock.HasClientLeft)
        {
            Clock.Token.ThrowIfCancellationRequested();
            return Failure;
        }

        first = piece.Length;
        return AnswerShape.CheckFirst(piece.Span, attempt, IsEventStream || IsAmazonStream);
    }
}
