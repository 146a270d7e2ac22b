using System.Data;

namespace Fairlead.Server.Features.Secrets;

/// <summary>Reads the values of the store's secrets, for the features that use them.</summary>
public interface ISecretValues
{
    /// <summary>A secret's value; null when there is no such secret.</summary>
    string? ReadValue(IDbConnection connection, string name);

    /// <summary>Whether there is such a secret.</summary>
    bool Has(IDbConnection connection, string name);
}
