namespace Fairlead.Simulator.Responses;

/// <summary>How a response ends.</summary>
/// <param name="Status"><c>completed</c>, <c>incomplete</c> or <c>failed</c>.</param>
/// <param name="Reason">Why it is incomplete.</param>
internal sealed record ResponseEnding(string Status, string? Reason)
{
    internal static ResponseEnding Of(string finishReason) => finishReason switch
    {
        "length" => new("incomplete", "max_output_tokens"),
        "content_filter" => new("incomplete", "content_filter"),
        "failed" => new("failed", null),
        _ => new("completed", null),
    };
}
