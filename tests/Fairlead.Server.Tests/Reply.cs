using System.Net.Http.Headers;
using System.Text.Json;

namespace Fairlead.Server.Tests;

/// <summary>An answer, read to its end.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Text">Its body.</param>
/// <param name="Headers">Its headers.</param>
internal sealed record Reply(int Status, string Text, HttpResponseHeaders Headers)
{
    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonElement.Parse(Text);

    /// <summary>The name of the failure, in the control plane's envelope.</summary>
    public string? Error => Json.TryGetProperty("error", out var error) ? error.GetString() : null;

    /// <summary>The paths of the problems that a refused body has.</summary>
    public IEnumerable<string?> ProblemPaths => Json.GetProperty("details").GetProperty("problems").EnumerateArray().Select(static problem => problem.GetProperty("path").GetString());
}
