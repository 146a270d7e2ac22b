using System.Text;
using System.Text.Json;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Schemas;

namespace Fairlead.Simulator.Chat.Tools;

/// <summary>Decides which tools an answer calls, and with what.</summary>
internal static class CallPlan
{
    private const string Marker = "call:";

    /// <summary>The calls to answer with; empty when the answer is text.</summary>
    internal static IReadOnlyList<ToolCall> Make(ChatRequest request, Digest texts, Digest ids)
    {
        if (request.Tools.Count == 0 || request.ToolChoice.Forbidden)
        {
            return [];
        }

        // Text is read for calls only when it is the user's turn just taken, or results would call again forever.
        var wanted = request.Last.Role == "user" ? Asked(request).ToList() : [];
        if (request.ToolChoice.Name is { } name)
        {
            wanted = wanted.Where(w => w.Tool.Name == name).DefaultIfEmpty((Tool(request, name)!, null)).ToList();
        }
        else if (request.ToolChoice.Forced && wanted.Count == 0)
        {
            wanted = [(request.Tools.FirstOrDefault(t => request.LastUserText.Contains(t.Name, StringComparison.Ordinal)) ?? request.Tools[0], null)];
        }

        return
        [
            .. wanted.Take(request.ParallelToolCalls ? int.MaxValue : 1).Select((w, i) => new ToolCall(
                $"call_{ids.Add("call").Add(i).Letters(24)}", w.Tool.Name, w.Arguments ?? Invent(w.Tool, texts.Add(i)))),
        ];
    }

    private static ToolDefinition? Tool(ChatRequest request, string name) => request.Tools.FirstOrDefault(t => t.Name == name);

    private static string Invent(ToolDefinition tool, Digest digest) =>
        tool.Parameters is { } schema && new SchemaSample(schema, digest).Make() is { } arguments
            ? arguments.ToJsonString(SampleText.Compact)
            : "{}";

    private static IEnumerable<(ToolDefinition Tool, string? Arguments)> Asked(ChatRequest request)
    {
        string text = request.Last.Text;
        for (int at = text.IndexOf(Marker, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Marker, at + 1, StringComparison.Ordinal))
        {
            int start = at + Marker.Length;
            int end = start;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '-'))
            {
                end++;
            }

            if (Tool(request, text[start..end]) is { } tool)
            {
                yield return (tool, ObjectAt(text, end));
            }
        }
    }

    /// <summary>The JSON object that begins right there, as it was written; null when there is none.</summary>
    private static string? ObjectAt(string text, int at)
    {
        if (at >= text.Length || text[at] != '{')
        {
            return null;
        }

        byte[] rest = Encoding.UTF8.GetBytes(text[at..]);
        var reader = new Utf8JsonReader(rest, isFinalBlock: false, default);
        try
        {
            return reader.Read() && reader.TrySkip() ? Encoding.UTF8.GetString(rest.AsSpan(0, (int)reader.BytesConsumed)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
