using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>Something that a file refers to and does not declare: only a server knows whether its store has it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Provider">The provider of a <see cref="Expected.ProviderModel"/>; null otherwise.</param>
/// <param name="Path">Where it is referred to.</param>
/// <param name="Suggestion">The end of a message: what was meant, perhaps.</param>
public sealed record Expectation(Expected Kind, string Name, string? Provider, string Path, string Suggestion)
{
    /// <summary>Where it is referred to, in its file.</summary>
    public Place Place { get; init; }

    /// <summary>What is said of it where no server can be asked.</summary>
    public Problem Warning => new(Path, $"names {Words}, which no file declares: the server's store must have it{Suggestion}");

    /// <summary>What is said of it when the store has it not.</summary>
    public Problem Unmet => new(Path, $"names {Words}, which neither the configuration nor the store has; {Mending}{Suggestion}");

    private string Words => Kind switch
    {
        Expected.Secret => $"the secret '{Name}'",
        Expected.Provider => $"the provider '{Name}'",
        Expected.ProviderModel => $"the model '{Name}' of the provider '{Provider}'",
        _ => $"the model '{Name}'",
    };

    private string Mending => Kind switch
    {
        Expected.Secret => "declare it under secrets:, or create it with POST /v1/organization/secrets",
        Expected.Provider => "declare it under providers:, or connect it with POST /v1/llm-providers",
        Expected.ProviderModel => "add it to the provider's models",
        _ => "declare it under routes:",
    };
}
