using System.Text.Json;
using System.Text.Json.Serialization;
using Fairlead.Gateway.Catalog;

namespace Fairlead.Server.Features.Routes;

/// <summary>A route on the wire: what was declared of it, and where it comes from.</summary>
internal sealed record RouteView
{
    public required string Name { get; init; }

    /// <summary><c>stored</c>, or <c>declared</c> in the configuration file.</summary>
    public required string Origin { get; init; }

    /// <summary>The deployments whose provider or model is not there, as <c>provider/model</c>; absent when all are.</summary>
    public IReadOnlyList<string>? Absent { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public string? CreatedBy { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public string? UpdatedBy { get; init; }

    /// <summary>The members of the definition.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Definition { get; init; } = [];

    /// <summary>What is shown of a route.</summary>
    public static RouteView Of(KnownRoute route, CatalogSnapshot snapshot)
    {
        List<string> absent = [.. DeploymentNames.Absent(route.Definition, snapshot).Select(static deployment => $"{deployment.Provider}/{deployment.Model}")];
        return new RouteView
        {
            Name = route.Name,
            Origin = route.IsDeclared ? "declared" : "stored",
            Absent = absent.Count > 0 ? absent : null,
            CreatedAt = route.CreatedAt,
            CreatedBy = route.CreatedBy,
            UpdatedAt = route.UpdatedAt,
            UpdatedBy = route.UpdatedBy,
            Definition = route.Document.EnumerateObject().ToDictionary(static member => member.Name, static member => member.Value, StringComparer.Ordinal),
        };
    }
}
