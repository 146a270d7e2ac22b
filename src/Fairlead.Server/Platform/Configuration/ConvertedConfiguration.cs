using System.Text.Json.Nodes;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>What a file of another product became.</summary>
/// <param name="Root">A document of our own. <c>${NAME}</c> in it is replaced after; the literal characters are written <c>$${</c>.</param>
/// <param name="Places">Where the document's paths come from in the source.</param>
/// <param name="Notes">What has no counterpart, and what happens instead: shown as warnings.</param>
/// <param name="Problems">What cannot be read: nothing is put in force then.</param>
internal sealed record ConvertedConfiguration(
    JsonObject Root,
    IReadOnlyDictionary<string, Place> Places,
    IReadOnlyList<ConfigurationProblem> Notes,
    IReadOnlyList<ConfigurationProblem> Problems)
{
    /// <summary>Further files that it was read from: they are watched too.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
}
