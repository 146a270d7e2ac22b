using System.Globalization;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Endpoints;

/// <summary>The headers by which a client says how its request is to be routed, and is told how it was.</summary>
internal static class RoutingHeaders
{
    /// <summary>Names the request, for <c>GET /v1/requests/{id}/route</c>.</summary>
    public const string RequestId = "x-fairlead-request-id";

    /// <summary>Names the deployment that answered or was the last to fail: <c>provider/model</c>.</summary>
    public const string Deployment = "x-fairlead-deployment";

    /// <summary>How many upstream calls were made.</summary>
    public const string Attempts = "x-fairlead-attempts";

    /// <summary>Tags that the deployment must have, separated by commas.</summary>
    public const string Tags = "x-fairlead-tags";

    /// <summary>Requests with the same one belong to one conversation, whose prefix a deployment may have cached.</summary>
    public const string Session = "x-fairlead-session";

    private const string LiteLLMTags = "x-litellm-tags";
    private const double Most = 86_400;
    private static readonly string[] Digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    private static readonly string[] Limits = ["x-fairlead-first-byte-timeout", "x-fairlead-idle-timeout", "x-fairlead-timeout", "x-fairlead-connect-timeout"];

    /// <summary>The tags that a request asks for: LiteLLM's clients say them in its own header (docs.litellm.ai/docs/proxy/tag_routing).</summary>
    public static IReadOnlyList<string> TagsOf(IHeaderDictionary headers) =>
        headers.TryGetValue(Tags, out var tags) || headers.TryGetValue(LiteLLMTags, out tags) ? tags.ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];

    /// <summary>The conversation that a request belongs to; null when it does not say. Codex says it as <c>session_id</c>.</summary>
    public static string? SessionOf(IHeaderDictionary headers) =>
        headers.TryGetValue(Session, out var session) || headers.TryGetValue("session_id", out session) ? session.ToString() : null;

    /// <summary>Reads the time-outs that a request asks for, in seconds.</summary>
    /// <returns>What is wrong with them; null when they can be used.</returns>
    public static GatewayError? TryReadLimits(IHeaderDictionary headers, out TimeLimits limits)
    {
        limits = TimeLimits.None;
        foreach (var name in Limits)
        {
            if (!headers.TryGetValue(name, out var text))
            {
                continue;
            }

            if (!double.TryParse(text.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) || seconds is <= 0 or > Most)
            {
                return GatewayErrors.InvalidTimeout(name);
            }

            limits = name == Limits[0] ? limits with { FirstByteSeconds = seconds }
                : name == Limits[1] ? limits with { IdleSeconds = seconds }
                : name == Limits[2] ? limits with { TotalSeconds = seconds }
                : limits with { ConnectSeconds = seconds };
        }

        return null;
    }

    /// <summary>Tells how a request was routed.</summary>
    public static void Write(HttpResponse response, GatewayRequest request)
    {
        response.Headers[RequestId] = request.Id;
        response.Headers[Attempts] = request.Attempts < 10 ? Digits[request.Attempts] : request.Attempts.ToString(CultureInfo.InvariantCulture);
        if (request.Attempt?.Deployment is { } deployment)
        {
            response.Headers[Deployment] = HeaderText.Of(deployment.FullName);
        }
    }
}
