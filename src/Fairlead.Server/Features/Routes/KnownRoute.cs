using System.Text.Json;
using Fairlead.Gateway.Routing;

namespace Fairlead.Server.Features.Routes;

/// <summary>A route as it is stored or declared.</summary>
/// <param name="Name">The name that clients use.</param>
/// <param name="Document">The rest of it, as <see cref="RouteSchema"/> has it.</param>
public sealed record KnownRoute(string Name, JsonElement Document)
{
    /// <summary>The configuration file declares it: it cannot be changed here.</summary>
    public bool IsDeclared { get; init; }

    /// <summary>When it was made; null for a declared one.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Who changed it last.</summary>
    public string? UpdatedBy { get; init; }

    /// <summary>The route as the gateway takes it.</summary>
    public RouteDefinition Definition => RouteReader.Read(Name, Document);
}
