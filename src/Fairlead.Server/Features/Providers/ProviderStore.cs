using System.Data;
using System.Text.Json;
using Dapper;
using Fairlead.Gateway.ProviderTypes.Port;
using Fairlead.Server.Platform.Configuration;
using Fairlead.Server.Platform.Encryption;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Providers;

/// <summary>The providers' table, and the providers that the configuration declares beside it. A configuration may hold tokens, so it is sealed like a secret.</summary>
internal sealed class ProviderStore(Vault vault, Declared declared)
{
    /// <summary>What configurations are sealed for.</summary>
    public const string Purpose = "llm-provider";

    private const string Operator = "operator";

    private const string Select = """
        SELECT identifier AS Identifier, type AS Type, enabled AS Enabled, sealed_config AS SealedConfig, overrides AS Overrides,
               created_at AS CreatedAt, created_by AS CreatedBy, updated_at AS UpdatedAt, updated_by AS UpdatedBy
        FROM llm_providers
        """;

    /// <summary>All providers, by identifier; those that are declared included, which shadow those of the store.</summary>
    public IReadOnlyList<StoredProvider> List(IDbConnection connection) => List(connection, declared.Current);

    /// <summary>As <see cref="List(IDbConnection)"/>, under another configuration than the one in force.</summary>
    public IReadOnlyList<StoredProvider> List(IDbConnection connection, DeclaredConfiguration configuration)
    {
        var rows = connection.Query<Row>($"{Select} ORDER BY identifier").ToDictionary(static row => row.Identifier, StringComparer.Ordinal);
        rows.TryAdd(PortProviderType.TypeName, UntouchedManaged);
        return
        [
            .. rows.Values.Where(row => Counts(row, configuration)).Select(row => Read(row, configuration))
                .Concat(configuration.Providers.Values.Select(Of)).OrderBy(static provider => provider.Identifier, StringComparer.Ordinal),
        ];
    }

    /// <summary>The identifiers in the table.</summary>
    public static IEnumerable<string> Identifiers(IDbConnection connection) => connection.Query<string>("SELECT identifier FROM llm_providers ORDER BY identifier");

    /// <summary>A provider; null when there is none of that identifier.</summary>
    public StoredProvider? Find(IDbConnection connection, string identifier)
    {
        var configuration = declared.Current;
        if (configuration.Providers.TryGetValue(identifier, out var own))
        {
            return Of(own);
        }

        var row = connection.QuerySingleOrDefault<Row>($"{Select} WHERE identifier = @identifier", new { identifier });
        row ??= identifier == PortProviderType.TypeName ? UntouchedManaged : null;
        return row is not null && Counts(row, configuration) ? Read(row, configuration) : null;
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

    private static bool Counts(Row row, DeclaredConfiguration configuration) =>
        row.Type == PortProviderType.TypeName ? configuration.Managed is not null : !configuration.Providers.ContainsKey(row.Identifier);

    private static StoredProvider Of(DeclaredProvider provider)
    {
        var definition = provider.Definition;
        return new StoredProvider(
            definition.Identifier, definition.Type, definition.Enabled, definition.Config, definition.Overrides, definition.CreatedAt, Operator, definition.CreatedAt, Operator) { IsDeclared = true };
    }

    private StoredProvider Read(Row row, DeclaredConfiguration configuration) => new(
        row.Identifier,
        row.Type,
        row.Enabled != 0,
        row.SealedConfig is null ? configuration.Managed!.Value : JsonElement.Parse(vault.Open(Purpose, row.Identifier, row.SealedConfig)),
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
