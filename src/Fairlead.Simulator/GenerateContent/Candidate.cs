using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.GenerateContent;

/// <summary>One candidate of an answer.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Thought">The thoughts shown, if any.</param>
/// <param name="Answer">Text or calls.</param>
/// <param name="FinishReason">Why it ends, in the vendor's spelling.</param>
/// <param name="Signature">The signature of its first call.</param>
internal sealed record Candidate(int Index, string? Thought, Answer Answer, string FinishReason, string Signature)
{
    /// <summary>Ends with which nothing of the answer is given.</summary>
    private static readonly string[] Withholding =
        ["SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "LANGUAGE", "OTHER", "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL"];

    internal bool IsWithheld => Withholding.Contains(FinishReason);

    internal static Candidate Compose(GeminiRequest request, Directives directives, Exchange exchange, int index)
    {
        Answer answer = Composer.Compose(request.Chat, directives, exchange.Digest, exchange.Options.Seed, index);
        if (request.AnswersEnum && answer.Content is { } quoted && quoted.StartsWith('"'))
        {
            answer = answer with { Content = quoted.Trim('"') };
        }

        string? thought = request.ShowsThoughts ? directives.Thinking ?? $"**Considering the request**\n\nAn answer of {request.Chat.Model} is due." : null;
        string natural = answer.FinishReason == "length" ? "MAX_TOKENS" : "STOP";
        return new Candidate(index, thought, answer, directives.Stop ?? natural, ThoughtSignatures.Make(exchange.Digest.Add(index)));
    }
}
