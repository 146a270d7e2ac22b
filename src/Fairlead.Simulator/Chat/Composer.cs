using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Simulator.Chat.Tools;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Schemas;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Chat;

/// <summary>Decides what is answered. Texts depend on the seed and the conversation alone, so that a stream says what its whole
/// answer would have said.</summary>
internal static class Composer
{
    internal static Answer Compose(ChatRequest request, Directives directives, Digest ids, int simulatorSeed, int index)
    {
        Digest texts = request.Messages.Aggregate(
            new Digest(simulatorSeed).Add(request.Seed).Add(request.Model).Add(index), (d, m) => d.Add(m.Role).Add(m.Text));
        if (CallPlan.Make(request, texts, ids.Add(index)) is { Count: > 0 } calls)
        {
            return new Answer(null, calls, "tool_calls");
        }

        return Limit(Content(request, directives, texts), request);
    }

    private static string Content(ChatRequest request, Directives directives, Digest texts)
    {
        if (directives.Reply is { } reply)
        {
            return reply;
        }

        JsonElement? schema = request.Format.Schema ?? (request.Format.IsJson ? null : GuidedSchema.Find(request.Messages));
        if (schema is { } demanded)
        {
            return new SchemaSample(demanded, texts).Make()?.ToJsonString(SampleText.Compact) ?? "null";
        }

        string text = directives.Tokens is { } tokens ? Prose.OfTokens(tokens, texts) : Prose.Answer(request, texts);
        return request.Format.IsJson
            ? new JsonObject { ["simulated"] = true, ["answer"] = text }.ToJsonString(SampleText.Compact)
            : text;
    }

    private static Answer Limit(string content, ChatRequest request)
    {
        (int at, string? stop) = request.Stop.Where(s => s.Length > 0).Select(s => (content.IndexOf(s, StringComparison.Ordinal), (string?)s))
            .Where(found => found.Item1 >= 0).DefaultIfEmpty((content.Length, null)).MinBy(found => found.Item1);
        string stopped = content[..at];
        string limited = request.MaxTokens is { } most ? TextPieces.Truncate(stopped, most) : stopped;
        return limited.Length < stopped.Length
            ? new Answer(limited, [], "length")
            : new Answer(limited, [], "stop") { StopSequence = stop };
    }
}
