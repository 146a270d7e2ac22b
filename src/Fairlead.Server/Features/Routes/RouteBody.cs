using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fairlead.Server.Features.Routes;

/// <summary>The members of a route in a request.</summary>
internal abstract record RouteBody
{
    /// <summary>The name, where the body has it.</summary>
    public string? Name { get; init; }

    /// <summary>All the others.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Definition { get; init; } = [];

    /// <summary>The route without its name, as it is stored.</summary>
    [JsonIgnore]
    public JsonElement Document => JsonSerializer.SerializeToElement(Definition);
}
