using System.Data;
using Dapper;
using Fairlead.Gateway.Admission;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Apps;

/// <summary>The credentials' table.</summary>
internal static class AppStore
{
    private const string Select = """
        SELECT id AS Id, name AS Name, role AS Role, enabled AS Enabled, secret_hash AS SecretHash, token_version AS TokenVersion,
               created_at AS CreatedAt, updated_at AS UpdatedAt
        FROM apps
        """;

    public static StoredApp? Find(IDbConnection connection, string id) =>
        connection.QuerySingleOrDefault<Row>($"{Select} WHERE id = @id", new { id })?.ToApp();

    public static IReadOnlyList<StoredApp> List(IDbConnection connection, string? after, int count) =>
        [.. connection.Query<Row>($"{Select} WHERE id > @after ORDER BY id LIMIT @count", new { after = after ?? string.Empty, count }).Select(static row => row.ToApp())];

    public static bool HasOtherAdministrator(IDbConnection connection, string id) =>
        connection.ExecuteScalar<long>("SELECT COUNT(*) FROM apps WHERE role = 'Admin' AND enabled = 1 AND id <> @id", new { id }) > 0;

    public static void Save(IDbConnection connection, StoredApp app) => connection.Execute(
        """
        INSERT INTO apps (id, name, role, enabled, secret_hash, token_version, created_at, updated_at)
        VALUES (@Id, @Name, @Role, @Enabled, @SecretHash, @TokenVersion, @CreatedAt, @UpdatedAt)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, enabled = excluded.enabled, secret_hash = excluded.secret_hash,
            token_version = excluded.token_version, updated_at = excluded.updated_at
        """,
        new Row(app.Id, app.Name, app.Role.ToString(), app.Enabled ? 1 : 0, app.SecretHash, app.TokenVersion, Micros.Of(app.CreatedAt), Micros.Of(app.UpdatedAt)));

    public static void Delete(IDbConnection connection, string id) => connection.Execute("DELETE FROM apps WHERE id = @id", new { id });

    private sealed record Row(string Id, string Name, string Role, long Enabled, string SecretHash, long TokenVersion, long CreatedAt, long UpdatedAt)
    {
        public StoredApp ToApp() => new(Id, Name, Enum.Parse<Role>(Role), Enabled != 0, SecretHash, TokenVersion, Micros.ToTime(CreatedAt), Micros.ToTime(UpdatedAt));
    }
}
