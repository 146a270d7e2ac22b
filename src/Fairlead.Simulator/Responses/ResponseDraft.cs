using Fairlead.Simulator.Responses.Output;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Responses;

/// <summary>A response as it will have been given.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CreatedAt">When it was made, in seconds since 1970.</param>
/// <param name="Request">What it answers.</param>
/// <param name="Output">Its items.</param>
/// <param name="Ending">How it ends.</param>
/// <param name="Usage">What it is billed.</param>
internal sealed record ResponseDraft(
    string Id, long CreatedAt, ResponseRequest Request, IReadOnlyList<OutputItem> Output, ResponseEnding Ending, Usage Usage);
