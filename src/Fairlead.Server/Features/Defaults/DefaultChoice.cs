using System.Data;
using Dapper;

namespace Fairlead.Server.Features.Defaults;

/// <summary>The organization's choice of a default provider and model.</summary>
public sealed record DefaultChoice(string Provider, string Model)
{
    /// <summary>The choice; null when none was made.</summary>
    public static DefaultChoice? Find(IDbConnection connection) =>
        connection.QuerySingleOrDefault<DefaultChoice>("SELECT provider AS Provider, model AS Model FROM llm_defaults");

    /// <summary>Takes the choice back.</summary>
    public static void Reset(IDbConnection connection) => connection.Execute("DELETE FROM llm_defaults");
}
