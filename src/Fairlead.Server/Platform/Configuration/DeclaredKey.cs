using Fairlead.Gateway.Admission;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>A gateway key that the configuration declares. The key itself is not kept.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Hash">Its hash; null for one whose value is in the store, under <paramref name="StoredSecret"/>.</param>
/// <param name="StoredSecret">The secret of the store that holds it; null when the configuration says the value.</param>
/// <param name="Models">What it may use: models, patterns, access groups; null for everything.</param>
/// <param name="Place">Where it is declared.</param>
public sealed record DeclaredKey(string Name, TokenHash? Hash, string? StoredSecret, IReadOnlyList<string>? Models, Place Place)
{
    /// <summary>What the identifiers of declared keys begin with.</summary>
    public const string Prefix = "key:";

    /// <summary>The identifier of whoever presents it: the same after every restart and reload.</summary>
    public string Id => Prefix + Name;
}
