using System.Data;
using System.Text.Json;
using Dapper;
using Fairlead.Gateway.ProviderTypes.Port;
using Fairlead.Server.Platform.Configuration;
using Fairlead.Server.Platform.Encryption;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Providers;

/// <summary>The providers' table, and the managed provider beside it. A configuration may hold tokens, so it is sealed like a secret.</summary>
internal sealed class ProviderStore(Vault vault, ManagedProvider managed)
{
    /// <summary>What configurations are sealed for.</summary>
    public const string Purpose = "llm-provider";

    private const string Operator = "operator";

    private const string Select = """
        SELECT identifier AS Identifier, type AS Type, enabled AS Enabled, sealed_config AS SealedConfig, overrides AS Overrides,
               created_at AS CreatedAt, created_by AS CreatedBy, updated_at AS UpdatedAt, updated_by AS UpdatedBy
        FROM llm_providers
        """;

    /// <summary>All providers, by identifier; the managed one included when it is declared.</summary>
    public IReadOnlyList<StoredProvider> List(IDbConnection connection)
    {
        var rows = connection.Query<Row>($"{Select} ORDER BY identifier").ToDictionary(static row => row.Identifier, StringComparer.Ordinal);
        if (managed.Config is not null && !rows.ContainsKey(PortProviderType.TypeName))
        {
            rows.Add(PortProviderType.TypeName, UntouchedManaged);
        }

        return [.. rows.Values.Where(IsDeclared).OrderBy(static row => row.Identifier, StringComparer.Ordinal).Select(Read)];
    }

    /// <summary>A provider; null when there is none of that identifier.</summary>
    public StoredProvider? Find(IDbConnection connection, string identifier)
    {
        var row = connection.QuerySingleOrDefault<Row>($"{Select} WHERE identifier = @identifier", new { identifier });
        row ??= identifier == PortProviderType.TypeName ? UntouchedManaged : null;
        return row is not null && IsDeclared(row) ? Read(row) : null;
    }

    /// <summary>Inserts a provider, or replaces it.</summary>
    public void Save(IDbConnection connection, StoredProvider provider) => connection.Execute(
        """
        INSERT INTO llm_providers (identifier, type, enabled, sealed_config, overrides, created_at, created_by, updated_at, updated_by)
        VALUES (@Identifier, @Type, @Enabled, @SealedConfig, @Overrides, @CreatedAt, @CreatedBy, @UpdatedAt, @UpdatedBy)
        ON CONFLICT (identifier) DO UPDATE SET type = excluded.type, enabled = excluded.enabled, sealed_config = excluded.sealed_config,
            overrides = excluded.overrides, updated_at = excluded.updated_at, updated_by = excluded.updated_by
        """,
        Write(provider));

    public static void Delete(IDbConnection connection, string identifier) =>
        connection.Execute("DELETE FROM llm_providers WHERE identifier = @identifier", new { identifier });

    private static Row UntouchedManaged => new(PortProviderType.TypeName, PortProviderType.TypeName, 1, null, null, 0, Operator, 0, Operator);

    private bool IsDeclared(Row row) => row.Type != PortProviderType.TypeName || managed.Config is not null;

    private StoredProvider Read(Row row) => new(
        row.Identifier,
        row.Type,
        row.Enabled != 0,
        row.SealedConfig is null ? managed.Config!.Value : JsonElement.Parse(vault.Open(Purpose, row.Identifier, row.SealedConfig)),
        row.Overrides is null ? default : JsonElement.Parse(row.Overrides),
        Micros.ToTime(row.CreatedAt),
        row.CreatedBy,
        Micros.ToTime(row.UpdatedAt),
        row.UpdatedBy);

    private Row Write(StoredProvider provider) => new(
        provider.Identifier,
        provider.Type,
        provider.Enabled ? 1 : 0,
        provider.Type == PortProviderType.TypeName ? null : vault.Seal(Purpose, provider.Identifier, provider.Config.GetRawText()),
        provider.Overrides.ValueKind == JsonValueKind.Undefined ? null : provider.Overrides.GetRawText(),
        Micros.Of(provider.CreatedAt),
        provider.CreatedBy,
        Micros.Of(provider.UpdatedAt),
        provider.UpdatedBy);

    private sealed record Row(
        string Identifier, string Type, long Enabled, string? SealedConfig, string? Overrides, long CreatedAt, string CreatedBy, long UpdatedAt, string UpdatedBy);
}
