using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Ports;
using Fairlead.Protocols.Multipart;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Uploads;

/// <summary>
/// A request's body on its way up: never held in memory. A form's <c>model</c> is found in the part that comes before the first file while that part still lies in
/// the server's own buffer; when it comes later the body waits on disk until it is found.
/// </summary>
public sealed class Upload : IAsyncDisposable
{
    private const int MaxHead = 512 * 1024;
    private const int CopyBytes = 64 * 1024;

    private readonly PipeReader reader;
    private readonly MultipartScanner? scanner;
    private readonly long limit;
    private readonly long? clientLength;
    private long scanned;
    private Stream? spooled;
    private byte[]? replacement;

    private Upload(HttpRequest request, MultipartScanner? scanner, long limit)
    {
        reader = request.BodyReader;
        ContentType = request.ContentType;
        clientLength = request.ContentLength;
        this.scanner = scanner;
        this.limit = limit;
    }

    /// <summary>The media type, boundary included, as the client wrote it.</summary>
    public string? ContentType { get; }

    /// <summary>The length that goes up, in bytes; null when the client did not say and the body was not spooled.</summary>
    public long? Length => (spooled?.Length ?? clientLength) + (replacement is null ? 0 : replacement.Length - (Field!.End - Field.Start));

    /// <summary>The model, when the body is a form that names one and it has been found.</summary>
    public string? Model => Field?.Value;

    /// <summary>Why the body is not passed on; null while it is.</summary>
    public GatewayError? Problem { get; private set; }

    /// <summary>The client's connection broke before the body's end.</summary>
    public bool HasClientLeft { get; private set; }

    private MultipartField? Field => scanner?.Field;

    /// <summary>Takes a request's body as it is.</summary>
    /// <param name="context">The request.</param>
    /// <param name="options">Its bound.</param>
    /// <param name="field">The form's field that must be found; null for a body of which nothing needs to be known.</param>
    /// <param name="upload">The upload; dispose of it.</param>
    /// <returns>Why it is not accepted; null when it is.</returns>
    public static GatewayError? TryCreate(HttpContext context, GatewayOptions options, string? field, out Upload? upload)
    {
        upload = null;
        if (UploadRules.Check(context, options) is { } refused)
        {
            return refused;
        }

        var boundary = field is null ? null : MultipartBoundary.Of(context.Request.ContentType!);
        if (field is not null && boundary is null)
        {
            return GatewayErrors.NoBoundary;
        }

        upload = new Upload(context.Request, field is null ? null : new MultipartScanner(boundary!, field), options.MaxUploadBytes);
        return null;
    }

    /// <summary>Finds the form's model, on disk when it must be.</summary>
    /// <returns>Why the body is not passed on; null when the model is known.</returns>
    public async ValueTask<GatewayError?> FindModelAsync(ISpool spool, CancellationToken cancellationToken)
    {
        try
        {
            await ReadHeadAsync(cancellationToken);
            if (Field is null)
            {
                await SpoolAsync(spool.Create(), cancellationToken);
            }

            return Field is null ? GatewayErrors.MissingModel : null;
        }
        catch (IOException) when (Problem is not null)
        {
            return Problem;
        }
    }

    /// <summary>Puts another name in the model's place.</summary>
    public void ReplaceModel(string model) => replacement = Encoding.UTF8.GetBytes(model);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => spooled?.DisposeAsync() ?? default;

    /// <summary>Sends all of it. While the client is waited for no clock runs: the server itself bounds how slow a client may be.</summary>
    internal async Task WriteToAsync(Stream upstream, AttemptClock clock, CancellationToken cancellationToken)
    {
        var sink = new UploadSink(upstream, replacement is null ? null : Field, replacement, clock);
        if (spooled is null)
        {
            await PumpAsync(sink, cancellationToken);
        }
        else
        {
            await CopyAsync(spooled, sink, cancellationToken);
        }

        clock.Sent();
    }

    private static async Task CopyAsync(Stream file, UploadSink sink, CancellationToken cancellationToken)
    {
        file.Position = 0;
        var buffer = ArrayPool<byte>.Shared.Rent(CopyBytes);
        try
        {
            for (var count = await file.ReadAsync(buffer, cancellationToken); count > 0; count = await file.ReadAsync(buffer, cancellationToken))
            {
                await sink.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async ValueTask ReadHeadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await ReadAsync(cancellationToken);
            Scan(result, 0);
            var isDecided = Field is not null || scanner!.HasFile || result.IsCompleted || scanned > MaxHead;

            // Nothing is consumed: the body is sent from its start. Nor is it examined once enough is known, so that the next read gives it at once.
            reader.AdvanceTo(result.Buffer.Start, isDecided ? result.Buffer.Start : result.Buffer.End);
            if (isDecided)
            {
                return;
            }
        }
    }

    private Task SpoolAsync(Stream file, CancellationToken cancellationToken)
    {
        spooled = file;
        return PumpAsync(new UploadSink(file, null, null, null), cancellationToken);
    }

    private async Task PumpAsync(UploadSink sink, CancellationToken cancellationToken)
    {
        var passed = 0L;
        while (true)
        {
            sink.AwaitClient();
            var result = await ReadAsync(cancellationToken);
            Scan(result, passed);
            try
            {
                foreach (var segment in result.Buffer)
                {
                    await sink.WriteAsync(segment, cancellationToken);
                }

                passed += result.Buffer.Length;
            }
            finally
            {
                reader.AdvanceTo(result.Buffer.End); // Also when it fails: the server reads what is left, so that the client gets to see the answer.
            }

            if (result.IsCompleted)
            {
                return;
            }
        }
    }

    // What was read once without being consumed is not looked at twice.
    private void Scan(in ReadResult result, long offset)
    {
        foreach (var segment in result.Buffer.Slice(Math.Min(scanned - offset, result.Buffer.Length)))
        {
            scanner?.Scan(segment.Span);
        }

        scanned = Math.Max(scanned, offset + result.Buffer.Length);
        Problem = scanned > limit ? GatewayErrors.UploadTooLarge(limit) : scanner?.Problem is { } problem ? GatewayErrors.Unreadable(problem) : null;
        if (Problem is not null)
        {
            reader.AdvanceTo(result.Buffer.End);
            throw new IOException(Problem.Message);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(cancellationToken);
        }
        catch (BadHttpRequestException exception)
        {
            Problem = UploadRules.Of(exception, limit);
            throw;
        }
        catch (IOException)
        {
            HasClientLeft = true;
            throw;
        }
    }
}
