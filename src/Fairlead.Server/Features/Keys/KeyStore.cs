using System.Data;
using System.Text.Json;
using Dapper;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Keys;

/// <summary>The gateway keys' table.</summary>
internal static class KeyStore
{
    private const string Select = """
        SELECT id AS Id, name AS Name, key_hash AS KeyHash, created_at AS CreatedAt, created_by AS CreatedBy, expires_at AS ExpiresAt, models AS Models
        FROM gateway_keys
        """;

    public static IReadOnlyList<(GatewayKey Key, string Hash)> List(IDbConnection connection, string? after, int count) =>
        [.. connection.Query<Row>($"{Select} WHERE id > @after ORDER BY id LIMIT @count", new { after = after ?? string.Empty, count }).Select(static row => (row.ToKey(), row.KeyHash))];

    public static void Insert(IDbConnection connection, GatewayKey key, string hash) => connection.Execute(
        """
        INSERT INTO gateway_keys (id, name, key_hash, created_at, created_by, expires_at, models)
        VALUES (@Id, @Name, @KeyHash, @CreatedAt, @CreatedBy, @ExpiresAt, @Models)
        """,
        new Row(
            key.Id,
            key.Name,
            hash,
            Micros.Of(key.CreatedAt),
            key.CreatedBy,
            key.ExpiresAt is { } expires ? Micros.Of(expires) : null,
            key.Models is { } models ? JsonSerializer.Serialize(models, Wire.Options) : null));

    public static bool Delete(IDbConnection connection, string id) => connection.Execute("DELETE FROM gateway_keys WHERE id = @id", new { id }) > 0;

    private sealed record Row(string Id, string Name, string KeyHash, long CreatedAt, string CreatedBy, long? ExpiresAt, string? Models)
    {
        public GatewayKey ToKey() => new(Id, Name, Micros.ToTime(CreatedAt), CreatedBy, Micros.ToTime(ExpiresAt))
        {
            Models = Models is null ? null : JsonSerializer.Deserialize<string[]>(Models, Wire.Options),
        };
    }
}
