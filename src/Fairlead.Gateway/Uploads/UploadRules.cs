using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Fairlead.Gateway.Uploads;

/// <summary>Which bodies are taken for uploads.</summary>
internal static class UploadRules
{
    /// <summary>What the headers give away; null when the body may come. The server's own bound makes way for that of uploads.</summary>
    public static GatewayError? Check(HttpContext context, GatewayOptions options)
    {
        var request = context.Request;
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && !encoding.ToString().Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            return GatewayErrors.CompressedRequest;
        }

        if (request.ContentType is { } type && !HeaderAllowList.CanBeSent(type))
        {
            return GatewayErrors.NoBoundary;
        }

        if (request.ContentLength > options.MaxUploadBytes)
        {
            return GatewayErrors.UploadTooLarge(options.MaxUploadBytes);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null; // Counted as it flows: the server would count the framing of chunks too.
        }

        return null;
    }

    /// <summary>What a body means that the server itself could not read.</summary>
    public static GatewayError Of(BadHttpRequestException exception, long limit) => exception.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => GatewayErrors.UploadTooLarge(limit),
        StatusCodes.Status408RequestTimeout => GatewayErrors.UploadTooSlow,
        _ => GatewayErrors.UploadCutOff,
    };
}
