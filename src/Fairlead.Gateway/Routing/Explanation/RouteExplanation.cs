using System.Text.Json;
using Fairlead.Gateway.Pipeline;

namespace Fairlead.Gateway.Routing.Explanation;

/// <summary>Why a request went where it went, or where it would go.</summary>
/// <param name="RequestId">The request's id; null for one that was not made.</param>
/// <param name="Model">The route that the client's model name meant.</param>
/// <param name="Operation">What was asked.</param>
/// <param name="At">When.</param>
/// <param name="Steps">The choices, in order.</param>
public sealed record RouteExplanation(string? RequestId, string Model, string Operation, DateTimeOffset At, IReadOnlyList<StepExplanation> Steps)
{
    internal static RouteExplanation Of(RouteTrace trace) =>
        new(RequestIds.Format(trace.RequestId), trace.Model, JsonNamingPolicy.CamelCase.ConvertName(trace.Operation.ToString()), trace.At, [.. trace.Steps.Select(StepExplanation.Of)]);
}
