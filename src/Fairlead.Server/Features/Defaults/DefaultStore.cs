using System.Data;
using Dapper;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Defaults;

/// <summary>The default's table: one row, or none.</summary>
internal static class DefaultStore
{
    public static Default? Find(IDbConnection connection) => connection.QuerySingleOrDefault<Row>(
        """
        SELECT provider AS Provider, model AS Model, created_at AS CreatedAt, created_by AS CreatedBy, updated_at AS UpdatedAt, updated_by AS UpdatedBy
        FROM llm_defaults
        """)?.ToDefault();

    public static void Save(IDbConnection connection, string provider, string model, long now, string by) => connection.Execute(
        """
        INSERT INTO llm_defaults (id, provider, model, created_at, created_by, updated_at, updated_by)
        VALUES (1, @provider, @model, @now, @by, @now, @by)
        ON CONFLICT (id) DO UPDATE SET provider = excluded.provider, model = excluded.model, updated_at = excluded.updated_at, updated_by = excluded.updated_by
        """,
        new { provider, model, now, by });

    private sealed record Row(string Provider, string Model, long CreatedAt, string CreatedBy, long UpdatedAt, string UpdatedBy)
    {
        public Default ToDefault() => new(Provider, Model, Micros.ToTime(CreatedAt), CreatedBy, Micros.ToTime(UpdatedAt), UpdatedBy);
    }
}
