using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Invocations;

/// <summary>Carries a failure of the pipeline through the chat client, which knows no other way to fail.</summary>
internal sealed class UpstreamCallException(ApiError error) : Exception(error.Message)
{
    public ApiError Error { get; } = error;
}
