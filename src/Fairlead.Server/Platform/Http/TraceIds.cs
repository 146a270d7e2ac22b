using System.Buffers;
using System.Diagnostics;

namespace Fairlead.Server.Platform.Http;

/// <summary>Gives every response its <c>x-trace-id</c>: the caller's W3C trace id, or a new one.</summary>
internal static class TraceIds
{
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    public const string Header = "x-trace-id";

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var id = Parse(context.Request.Headers.TraceParent) ?? ActivityTraceId.CreateRandom().ToHexString();
        context.TraceIdentifier = id;
        context.Response.Headers[Header] = id;
        return next(context);
    }

    // W3C Trace Context, section 3.2: version "-" trace-id "-" parent-id "-" flags, lower-case hex, not all zeros.
    private static string? Parse(string? traceParent)
    {
        if (traceParent is not { Length: >= 55 } || traceParent[2] != '-' || traceParent[35] != '-')
        {
            return null;
        }

        var id = traceParent.AsSpan(3, 32);
        return id.ContainsAnyExcept(Hex) || !id.ContainsAnyExcept('0') ? null : id.ToString();
    }
}
