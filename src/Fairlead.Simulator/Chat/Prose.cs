using System.Text;
using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Chat;

/// <summary>The simulator's own words.</summary>
internal static class Prose
{
    private const int EchoLength = 120;

    private static readonly string[] Openings =
        ["Hello from the simulator!", "Good question!", "Happy to help!", "Thank you for asking!", "Here is your answer!"];

    private static readonly string[] Closings =
    [
        "No model was harmed, or even asked, for this answer.",
        "The same question gets the same words every time.",
        "Everything here was made up on the spot, on purpose.",
        "A real model would have had an opinion on that.",
        "Ask again whenever you like; it costs nothing.",
    ];

    // At most four letters each: every word is exactly one token.
    private static readonly string[] Filler =
        ["sail", "rope", "wind", "the", "sea", "is", "calm", "and", "deck", "dry", "a", "gull", "sits", "on", "mast", "by", "noon"];

    internal static string Answer(ChatRequest request, Digest digest)
    {
        string closing = Closings[digest.Add("closing").Below(Closings.Length)];
        if (request.Last.Role == "tool")
        {
            return $"{string.Join(' ', Results(request))} That is what this simulated answer rests on. {closing}";
        }

        string asked = Excerpt(request.LastUserText);
        string said = asked.Length > 0 ? $"You said: \"{asked}\"." : "You said nothing I could read.";
        return $"{Openings[digest.Add("opening").Below(Openings.Length)]} This is a simulated answer from {request.Model}. {said} {closing}";
    }

    internal static string OfTokens(int tokens, Digest digest)
    {
        var text = new StringBuilder(tokens * 5);
        for (int i = 0; i < tokens; i++)
        {
            text.Append(i == 0 ? "" : " ").Append(Filler[digest.Add(i).Below(Filler.Length)]);
        }

        return text.ToString();
    }

    private static IEnumerable<string> Results(ChatRequest request)
    {
        var names = request.Messages.SelectMany(m => m.ToolCalls).GroupBy(c => c.Id).ToDictionary(g => g.Key, g => g.Last().Name);
        return request.Messages.Reverse().TakeWhile(m => m.Role == "tool").Reverse()
            .Select(m => $"The tool {names.GetValueOrDefault(m.ToolCallId!, "you called")} returned: {Excerpt(m.Text)}.");
    }

    private static string Excerpt(string text)
    {
        string line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= EchoLength)
        {
            return line;
        }

        int end = char.IsHighSurrogate(line[EchoLength - 1]) ? EchoLength - 1 : EchoLength;
        return line[..end] + "…";
    }
}
