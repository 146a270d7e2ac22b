using System.Collections.Frozen;
using System.Text.Json;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>What the configuration file declares, checked. Immutable: a reload replaces it whole.</summary>
public sealed record DeclaredConfiguration
{
    /// <summary>What a process has that was given no file.</summary>
    public static DeclaredConfiguration None { get; } = new();

    /// <summary>The file, as it was named; null for none.</summary>
    public string? File { get; init; }

    /// <summary>When it was read.</summary>
    public DateTimeOffset LoadedAt { get; init; }

    /// <summary>The managed provider's settings; null when none is declared.</summary>
    public JsonElement? Managed { get; init; }

    /// <summary>Where the managed provider is declared.</summary>
    public Place ManagedPlace { get; init; }

    /// <summary>The secrets by name. They shadow those of the store.</summary>
    public IReadOnlyDictionary<string, DeclaredSecret> Secrets { get; init; } = FrozenDictionary<string, DeclaredSecret>.Empty;

    /// <summary>The providers by identifier. They shadow those of the store.</summary>
    public IReadOnlyDictionary<string, DeclaredProvider> Providers { get; init; } = FrozenDictionary<string, DeclaredProvider>.Empty;

    /// <summary>The default; null when none is declared.</summary>
    public DeclaredDefault? Default { get; init; }

    /// <summary>The gateway keys by name.</summary>
    public IReadOnlyDictionary<string, DeclaredKey> Keys { get; init; } = FrozenDictionary<string, DeclaredKey>.Empty;

    /// <summary>The routes by name, each as <see cref="Gateway.Routing.RouteSchema"/> has it.</summary>
    public IReadOnlyDictionary<string, JsonElement> Routes { get; init; } = FrozenDictionary<string, JsonElement>.Empty;

    /// <summary>Where the routes are declared.</summary>
    public IReadOnlyDictionary<string, Place> RoutePlaces { get; init; } = FrozenDictionary<string, Place>.Empty;

    /// <summary>The options, by .NET's configuration names. They hold from the next start.</summary>
    public IReadOnlyDictionary<string, string?> Options { get; init; } = FrozenDictionary<string, string?>.Empty;

    /// <summary>What is referred to and not declared: the store must have it.</summary>
    public IReadOnlyList<Expectation> Expectations { get; init; } = [];
}
