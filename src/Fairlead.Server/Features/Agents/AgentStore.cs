using System.Data;
using System.Text.Json;
using Dapper;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Agents;

/// <summary>The agents' table.</summary>
public static class AgentStore
{
    private const string Select = """
        SELECT identifier AS Identifier, title AS Title, icon AS Icon, properties AS Properties,
               created_at AS CreatedAt, created_by AS CreatedBy, updated_at AS UpdatedAt, updated_by AS UpdatedBy
        FROM agents
        """;

    /// <summary>An agent; null when there is none of that identifier.</summary>
    public static Agent? Find(IDbConnection connection, string identifier) =>
        connection.QuerySingleOrDefault<Row>($"{Select} WHERE identifier = @identifier", new { identifier })?.ToAgent();

    internal static IReadOnlyList<Agent> List(IDbConnection connection, string? after, int count) =>
        [.. connection.Query<Row>($"{Select} WHERE identifier > @after ORDER BY identifier LIMIT @count", new { after = after ?? string.Empty, count }).Select(static row => row.ToAgent())];

    internal static void Save(IDbConnection connection, Agent agent) => connection.Execute(
        """
        INSERT INTO agents (identifier, title, icon, properties, created_at, created_by, updated_at, updated_by)
        VALUES (@Identifier, @Title, @Icon, @Properties, @CreatedAt, @CreatedBy, @UpdatedAt, @UpdatedBy)
        ON CONFLICT (identifier) DO UPDATE SET title = excluded.title, icon = excluded.icon, properties = excluded.properties,
            updated_at = excluded.updated_at, updated_by = excluded.updated_by
        """,
        new Row(
            agent.Identifier,
            agent.Title,
            agent.Icon,
            JsonSerializer.Serialize(agent.Properties, Wire.Options),
            Micros.Of(agent.CreatedAt),
            agent.CreatedBy,
            Micros.Of(agent.UpdatedAt),
            agent.UpdatedBy));

    internal static bool Delete(IDbConnection connection, string identifier) =>
        connection.Execute("DELETE FROM agents WHERE identifier = @identifier", new { identifier }) > 0;

    private sealed record Row(string Identifier, string? Title, string? Icon, string Properties, long CreatedAt, string CreatedBy, long UpdatedAt, string UpdatedBy)
    {
        public Agent ToAgent() => new(
            Identifier,
            Title,
            Icon,
            JsonSerializer.Deserialize<AgentProperties>(Properties, Wire.Options)!,
            Micros.ToTime(CreatedAt),
            CreatedBy,
            Micros.ToTime(UpdatedAt),
            UpdatedBy);
    }
}
