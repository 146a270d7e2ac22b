namespace Fairlead.Simulator.Chat;

/// <summary>Ends an answer for the reason its prompt orders, as OpenAI's dialects have it.</summary>
internal static class OrderedStop
{
    internal const string Refusal = "I'm sorry, but I can't assist with that request.";

    internal static Answer Apply(Answer answer, Directives directives) => directives.Stop switch
    {
        null => answer,
        "refusal" => new Answer(null, [], "stop") { Refusal = directives.Reply ?? Refusal },
        "max_output_tokens" or "max_tokens" => answer with { FinishReason = "length" },
        { } reason => answer with { FinishReason = reason },
    };
}
