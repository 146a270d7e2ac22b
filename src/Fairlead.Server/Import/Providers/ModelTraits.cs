namespace Fairlead.Server.Import.Providers;

/// <summary>What a source says of a model, for the types whose models are listed.</summary>
internal sealed record ModelTraits
{
    /// <summary>What the model is there for; null when the source does not say.</summary>
    public string? Operation { get; init; }

    /// <summary>The features that it lacks, by the names of <c>supportedFeatures</c>, with where the source says so.</summary>
    public IReadOnlyList<Setting> Lacking { get; init; } = [];

    /// <summary>The longest answer, in tokens.</summary>
    public (int Tokens, SourceNode Source)? MaxOutputTokens { get; init; }

    /// <summary>Whether it turns text into vectors, which a model that nothing is known of is not taken to do.</summary>
    public bool IsEmbedding => Operation == "embeddings";
}
