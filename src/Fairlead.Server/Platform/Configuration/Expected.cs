namespace Fairlead.Server.Platform.Configuration;

/// <summary>What kind of thing a file refers to without declaring it.</summary>
public enum Expected
{
    /// <summary>A secret.</summary>
    Secret,

    /// <summary>A provider.</summary>
    Provider,

    /// <summary>A model of a provider.</summary>
    ProviderModel,

    /// <summary>A model as clients name it.</summary>
    Model,
}
