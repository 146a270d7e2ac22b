using System.Data;

namespace Fairlead.Server.Features.Secrets;

/// <summary>Reads secrets' values, for the features that use them.</summary>
public interface ISecretValues
{
    /// <summary>A secret's value; null when there is no such secret.</summary>
    string? ReadValue(IDbConnection connection, string name);
}
