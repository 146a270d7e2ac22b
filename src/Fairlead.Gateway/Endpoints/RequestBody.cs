using System.Buffers;
using System.IO.Pipelines;
using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Fairlead.Gateway.Endpoints;

/// <summary>
/// A request's body, held in the server's own buffers until it is let go: within the bound of one request and that of all together.
/// </summary>
internal sealed class RequestBody(HttpContext context, GatewayOptions options, BufferedBytes buffered) : IDisposable
{
    private readonly PipeReader reader = context.Request.BodyReader;
    private ReadOnlySequence<byte> bytes;
    private long taken;
    private bool isRead;

    /// <summary>The body, once it has been read; valid until disposal.</summary>
    public ReadOnlySequence<byte> Bytes => bytes;

    /// <summary>The body in one piece: a copy when it lies in several.</summary>
    public ReadOnlyMemory<byte> Contiguous => bytes.IsSingleSegment ? bytes.First : bytes.ToArray();

    /// <summary>Reads all of it.</summary>
    /// <returns>Why it is not accepted; null when it is.</returns>
    public async ValueTask<GatewayError?> ReadAsync(CancellationToken cancellationToken)
    {
        if (context.Request.Headers.ContentEncoding is { Count: > 0 } encoding && !encoding.ToString().Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            return GatewayErrors.CompressedRequest;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            // The server would count the framing of chunks too; their content is counted below.
            size.MaxRequestBodySize = context.Request.ContentLength is null ? null : options.MaxRequestBytes;
        }

        if (context.Request.ContentLength is { } length)
        {
            return length > options.MaxRequestBytes ? GatewayErrors.TooLarge(options.MaxRequestBytes)
                : !TryTake(length) ? GatewayErrors.OutOfBuffers
                : await ReadToEndAsync(cancellationToken);
        }

        return await ReadToEndAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (isRead)
        {
            isRead = false;
            reader.AdvanceTo(bytes.End);
        }

        buffered.Release(taken);
        taken = 0;
        bytes = default;
    }

    private async ValueTask<GatewayError?> ReadToEndAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var result = await reader.ReadAsync(cancellationToken);
                bytes = result.Buffer;
                isRead = true;
                if (bytes.Length > options.MaxRequestBytes)
                {
                    return GatewayErrors.TooLarge(options.MaxRequestBytes);
                }

                if (bytes.Length > taken && !TryTake(bytes.Length - taken))
                {
                    return GatewayErrors.OutOfBuffers;
                }

                if (result.IsCompleted)
                {
                    return null;
                }

                reader.AdvanceTo(bytes.Start, bytes.End);
                isRead = false;
            }
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return GatewayErrors.TooLarge(options.MaxRequestBytes);
        }
    }

    private bool TryTake(long count)
    {
        if (!buffered.TryTake(count))
        {
            return false;
        }

        taken += count;
        return true;
    }
}
