using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Invocations;

/// <summary>What a run tells of itself as it goes.</summary>
internal abstract record InvocationEvent
{
    /// <summary>A piece of the model's text.</summary>
    internal sealed record Delta(string Text) : InvocationEvent;

    /// <summary>The whole text of a model's turn.</summary>
    internal sealed record Execution(string Text) : InvocationEvent;

    /// <summary>The run failed.</summary>
    internal sealed record Failure(ApiError Error) : InvocationEvent;

    /// <summary>The run ended; always last.</summary>
    internal sealed record Done(InvocationResult Result) : InvocationEvent;
}
