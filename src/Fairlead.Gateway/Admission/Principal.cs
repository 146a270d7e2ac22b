namespace Fairlead.Gateway.Admission;

/// <summary>Who is calling.</summary>
/// <param name="Id">The credential's or the key's identifier.</param>
/// <param name="Name">What an administrator called it.</param>
/// <param name="Role">What it may do.</param>
/// <param name="IsKey">A gateway key, which opens the gateway and nothing else.</param>
public sealed record Principal(string Id, string Name, Role Role, bool IsKey)
{
    /// <summary>The models that it may use; null for all.</summary>
    public AllowedModels? Models { get; init; }
}
