using System.Data;
using System.Text.Json;
using Dapper;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Routes;

/// <summary>The routes' table.</summary>
internal static class RouteStore
{
    private const string Select = """
        SELECT name AS Name, document AS Document, created_at AS CreatedAt, created_by AS CreatedBy, updated_at AS UpdatedAt, updated_by AS UpdatedBy
        FROM routes
        """;

    public static IEnumerable<KnownRoute> List(IDbConnection connection) => connection.Query<Row>($"{Select} ORDER BY name").Select(static row => row.ToRoute());

    public static KnownRoute? Find(IDbConnection connection, string name) =>
        connection.QuerySingleOrDefault<Row>($"{Select} WHERE name = @name", new { name })?.ToRoute();

    /// <summary>Inserts a route, or replaces it.</summary>
    public static void Save(IDbConnection connection, string name, JsonElement document, long now, string by) => connection.Execute(
        """
        INSERT INTO routes (name, document, created_at, created_by, updated_at, updated_by)
        VALUES (@name, @text, @now, @by, @now, @by)
        ON CONFLICT (name) DO UPDATE SET document = excluded.document, updated_at = excluded.updated_at, updated_by = excluded.updated_by
        """,
        new { name, text = document.GetRawText(), now, by });

    public static bool Delete(IDbConnection connection, string name) => connection.Execute("DELETE FROM routes WHERE name = @name", new { name }) > 0;

    private sealed record Row(string Name, string Document, long CreatedAt, string CreatedBy, long UpdatedAt, string UpdatedBy)
    {
        public KnownRoute ToRoute() => new(Name, JsonElement.Parse(Document))
        {
            CreatedAt = Micros.ToTime(CreatedAt),
            CreatedBy = CreatedBy,
            UpdatedAt = Micros.ToTime(UpdatedAt),
            UpdatedBy = UpdatedBy,
        };
    }
}
