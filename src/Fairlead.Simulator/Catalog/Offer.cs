namespace Fairlead.Simulator.Catalog;

/// <summary>Which models a simulator offers to the vendors that name theirs in the path.</summary>
internal static class Offer
{
    /// <summary>The default list names the models of the OpenAI surface; until another is given, these vendors take any.</summary>
    internal static bool Includes(SimulatorOptions options, string model) =>
        options.Models is not { Count: > 0 } models
        || ReferenceEquals(models, SimulatorOptions.DefaultModels)
        || models.Contains(model, StringComparer.Ordinal);
}
