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

    // W3C Trace Context, section 3.2: version "-" trace-id "-" parent-id "-" flags, in lower-case hex.
    private static string? Parse(string? traceParent)
    {
        if (traceParent is not { Length: >= 55 } || !HasKnownEnd(traceParent) || traceParent[2] != '-' || traceParent[35] != '-' || traceParent[52] != '-')
        {
            return null;
        }

        var text = traceParent.AsSpan();
        var isHex = !(text[..2].ContainsAnyExcept(Hex) || text[3..35].ContainsAnyExcept(Hex) || text[36..52].ContainsAnyExcept(Hex) || text[53..55].ContainsAnyExcept(Hex));
        return isHex && text[3..35].ContainsAnyExcept('0') && text[36..52].ContainsAnyExcept('0') ? traceParent[3..35] : null;
    }

    // Version 00 ends with the flags, a later one may go on after another dash, and ff is none.
    private static bool HasKnownEnd(string traceParent) => traceParent[..2] switch
    {
        "00" => traceParent.Length == 55,
        "ff" => false,
        _ => traceParent.Length == 55 || traceParent[55] == '-',
    };
}
