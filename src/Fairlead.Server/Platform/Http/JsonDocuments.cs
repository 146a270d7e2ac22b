using System.Text.Json;

namespace Fairlead.Server.Platform.Http;

/// <summary>Reads the JSON document of a request to the control plane.</summary>
internal static class JsonDocuments
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };

    /// <summary>The document, or why there is none.</summary>
    public static async ValueTask<(JsonElement Root, ApiError? Problem)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType() && request.ContentType is not null || request.Headers.ContentEncoding.Count > 0)
        {
            return (default, ApiErrors.UnsupportedMediaType);
        }

        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, Strict, cancellationToken);
            return (document.RootElement.Clone(), null);
        }
        catch (JsonException) when (request.ContentLength == 0)
        {
            return (default, ApiErrors.EmptyBody);
        }
        catch (JsonException exception)
        {
            return (default, ApiErrors.MalformedJson((exception.LineNumber ?? 0) + 1, (exception.BytePositionInLine ?? 0) + 1));
        }
    }
}
