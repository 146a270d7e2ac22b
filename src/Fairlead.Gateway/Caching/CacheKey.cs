using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.FileReferences;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Routing;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Gateway.Caching;

/// <summary>The name under which a request's answer is kept: a digest of everything that can change the answer, and of who may see it.</summary>
internal static class CacheKey
{
    // A digest of one form is never taken for that of another.
    private const byte Form = 1;

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 128 };

    /// <summary>The key; null when the answer depends on more than the request, or does more than answer it.</summary>
    /// <param name="request">The request, its body at hand.</param>
    /// <param name="route">The route that its model's name leads to.</param>
    /// <param name="isShared">Whether every caller gets the answer.</param>
    public static string? Of(GatewayRequest request, Route route, bool isShared)
    {
        if (request.Operation is not (Operation.Chat or Operation.Messages or Operation.Responses or Operation.Embeddings or Operation.Completions))
        {
            return null;
        }

        try
        {
            using var body = JsonDocument.Parse(request.Body, Reading);
            if (Statefulness.Has(request.Operation, body.RootElement) || NamesFiles(request))
            {
                return null;
            }

            using var buffer = new PooledBuffer();
            buffer.Write([Form, (byte)request.Operation, request.Outline.IsStream ? (byte)1 : (byte)0, request.IsStrict ? (byte)1 : (byte)0]);
            Write(buffer, isShared ? null : request.Caller!.Id);
            Write(buffer, route.Name);
            Write(buffer, request.Path + request.Query);
            WriteHeaders(buffer, request);
            CanonicalJson.Write(body.RootElement, buffer, "stream"u8);
            return "fairlead:" + Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenMemory.Span));
        }
        catch (JsonException)
        {
            return null; // Deeper than anything that is worth keeping.
        }
    }

    private static bool NamesFiles(GatewayRequest request) =>
        Places.Of(request.Operation) is { } top && FileMark.IsIn(request.Body) && FileReferenceReader.Read(request.Body, top).Count > 0;

    private static void WriteHeaders(PooledBuffer buffer, GatewayRequest request)
    {
        foreach (var tag in request.Tags.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            Write(buffer, tag);
        }

        Write(buffer, null);
        foreach (var (name, value) in request.Headers.Where(static header => HeaderAllowList.IsVendors(header.Key)).OrderBy(static header => header.Key, StringComparer.OrdinalIgnoreCase))
        {
            Write(buffer, name.ToLowerInvariant());
            Write(buffer, value);
        }

        Write(buffer, null);
    }

    private static void Write(PooledBuffer buffer, string? text)
    {
        Span<byte> length = stackalloc byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(length, text is null ? -1 : Encoding.UTF8.GetByteCount(text));
        buffer.Write(length);
        Encoding.UTF8.GetBytes(text ?? string.Empty, buffer);
    }
}
