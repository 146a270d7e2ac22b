using System.Data;
using Dapper;
using Fairlead.Server.Platform.Encryption;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Secrets;

/// <summary>The secrets' table.</summary>
internal sealed class SecretStore(Vault vault) : ISecretValues
{
    /// <summary>What values are sealed for.</summary>
    public const string Purpose = "secret";

    private const string Columns = "name AS Name, description AS Description, created_at AS CreatedAt, updated_at AS UpdatedAt";

    public static Secret? Find(IDbConnection connection, string name) =>
        connection.QuerySingleOrDefault<Row>($"SELECT {Columns} FROM secrets WHERE name = @name", new { name })?.ToSecret();

    public static IReadOnlyList<Secret> List(IDbConnection connection, string? after, int count) =>
        [.. connection.Query<Row>($"SELECT {Columns} FROM secrets WHERE name > @after ORDER BY name LIMIT @count", new { after = after ?? string.Empty, count }).Select(static row => row.ToSecret())];

    public static void Delete(IDbConnection connection, string name) => connection.Execute("DELETE FROM secrets WHERE name = @name", new { name });

    public string? ReadValue(IDbConnection connection, string name) =>
        connection.QuerySingleOrDefault<string>("SELECT sealed FROM secrets WHERE name = @name", new { name }) is { } stored ? vault.Open(Purpose, name, stored) : null;

    public bool Has(IDbConnection connection, string name) => Find(connection, name) is not null;

    public void Insert(IDbConnection connection, Secret secret, string value) => connection.Execute(
        "INSERT INTO secrets (name, description, sealed, created_at, updated_at) VALUES (@SecretName, @Description, @Sealed, @Created, @Updated)",
        new { secret.SecretName, secret.Description, Sealed = vault.Seal(Purpose, secret.SecretName, value), Created = Micros.Of(secret.CreatedAt), Updated = Micros.Of(secret.UpdatedAt) });

    public void Update(IDbConnection connection, Secret secret, string? value)
    {
        var parameters = new { secret.SecretName, secret.Description, Updated = Micros.Of(secret.UpdatedAt), Sealed = value is null ? null : vault.Seal(Purpose, secret.SecretName, value) };
        connection.Execute(
            "UPDATE secrets SET description = @Description, updated_at = @Updated, sealed = COALESCE(@Sealed, sealed) WHERE name = @SecretName", parameters);
    }

    private sealed record Row(string Name, string? Description, long CreatedAt, long UpdatedAt)
    {
        public Secret ToSecret() => new(Name, Description, Micros.ToTime(CreatedAt), Micros.ToTime(UpdatedAt));
    }
}
