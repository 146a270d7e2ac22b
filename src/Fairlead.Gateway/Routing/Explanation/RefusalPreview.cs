using Fairlead.Gateway.Pipeline;

namespace Fairlead.Gateway.Routing.Explanation;

/// <summary>Why a route would not take a request now, as its client would be told.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The stable code.</param>
/// <param name="Message">What is wrong, and what mends it.</param>
public sealed record RefusalPreview(int Status, string Code, string Message)
{
    internal static RefusalPreview Of(GatewayError error) => new(error.Status, error.Code, error.Message);
}
