using System.Globalization;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Chat;

/// <summary>Orders to the simulator found in the last user message, each <c>sim:name=value</c>.</summary>
/// <param name="Reply">Answer with exactly this text, up to the end of its line.</param>
/// <param name="Status">Answer with this HTTP status, 400 to 599.</param>
/// <param name="Error">Answer with the error of this code.</param>
/// <param name="Tokens">Answer with a text of this many tokens.</param>
/// <param name="Cached">Report this many prompt tokens as cached.</param>
/// <param name="Reasoning">Bill this many reasoning tokens on top of the answer's.</param>
/// <param name="CacheWrite">Report this many prompt tokens as written to the cache, in dialects that count them.</param>
/// <param name="Thinking">Think this text aloud before the answer, in dialects that show thinking.</param>
/// <param name="Stop">Stop for this reason, in the dialect's own spelling, in place of the natural one.</param>
internal sealed record Directives(
    string? Reply, int? Status, string? Error, int? Tokens, int Cached, int Reasoning, int CacheWrite, string? Thinking, string? Stop)
{
    private const int MostTokens = 1_000_000;

    /// <summary>The reasoning tokens to bill where they are told apart: as many as ordered, or what the thinking amounts to.</summary>
    internal int ReasoningTokens => Reasoning > 0 ? Reasoning : TextPieces.Count(Thinking ?? "");

    /// <summary>Break a stream off with this error, in the dialect's spelling, once it has begun.</summary>
    internal string? Midstream { get; init; }

    internal static Directives Read(string text)
    {
        int? status = Number(text, "status");
        return new Directives(
            Value(text, "reply", wholeLine: true),
            status is >= 400 and <= 599 ? status : null,
            Value(text, "error", wholeLine: false),
            Number(text, "tokens") is { } tokens ? Math.Clamp(tokens, 1, MostTokens) : null,
            Number(text, "cached") ?? 0,
            Number(text, "reasoning") ?? 0,
            Number(text, "cachewrite") ?? 0,
            Value(text, "think", wholeLine: true),
            Value(text, "stop", wholeLine: false))
        { Midstream = Value(text, "midstream", wholeLine: false) };
    }

    private static int? Number(string text, string name) =>
        int.TryParse(Value(text, name, wholeLine: false), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static string? Value(string text, string name, bool wholeLine)
    {
        string marker = $"sim:{name}=";
        int at = text.IndexOf(marker, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        ReadOnlySpan<char> rest = text.AsSpan(at + marker.Length);
        int end = wholeLine ? rest.IndexOfAny('\r', '\n') : rest.IndexOfAnyExcept(Word);
        return (end < 0 ? rest : rest[..end]).ToString();
    }

    private static readonly System.Buffers.SearchValues<char> Word =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
}
