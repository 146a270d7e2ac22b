namespace Fairlead.Simulator.Http;

/// <summary>Ends a request with an error instead of an answer.</summary>
internal sealed class RefusedException(ApiError error) : Exception(error.Message)
{
    internal ApiError Error { get; } = error;

    /// <summary>Whether nothing is wrong with the request: it was to fail.</summary>
    internal bool OnPurpose { get; init; }
}
