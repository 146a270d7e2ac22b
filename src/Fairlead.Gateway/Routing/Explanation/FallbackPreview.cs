namespace Fairlead.Gateway.Routing.Explanation;

/// <summary>The models that the route would turn to, in order, by what goes wrong. Those that are not there any more are left out.</summary>
/// <param name="General">When it fails.</param>
/// <param name="ContextWindow">When the input is too long.</param>
/// <param name="ContentPolicy">When the content is declined.</param>
public sealed record FallbackPreview(IReadOnlyList<string> General, IReadOnlyList<string> ContextWindow, IReadOnlyList<string> ContentPolicy);
