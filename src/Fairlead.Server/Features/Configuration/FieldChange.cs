using System.Text.Json;

namespace Fairlead.Server.Features.Configuration;

/// <summary>A field that would have another value. Of a secret one neither is said.</summary>
internal sealed record FieldChange(string Path, JsonElement? Old, JsonElement? New, bool? Secret = null);
