using System.Data;
using Fairlead.Server.Platform.Configuration;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Secrets;

/// <summary>The secrets of the store and those that the configuration declares, which shadow them.</summary>
internal sealed class SecretDirectory(Declared declared)
{
    /// <summary>A secret; null when there is none of that name.</summary>
    public Secret? Find(IDbConnection connection, string name) =>
        declared.Current is var configuration && configuration.Secrets.ContainsKey(name) ? Of(name, configuration) : SecretStore.Find(connection, name);

    /// <summary>Secrets in order of name.</summary>
    public IReadOnlyList<Secret> List(IDbConnection connection, string? after, int count)
    {
        var configuration = declared.Current;
        return
        [
            .. SecretStore.List(connection, after, count + configuration.Secrets.Count).Where(secret => !configuration.Secrets.ContainsKey(secret.SecretName))
                .Concat(configuration.Secrets.Keys.Where(name => string.CompareOrdinal(name, after) > 0).Select(name => Of(name, configuration)))
                .OrderBy(static secret => secret.SecretName, StringComparer.Ordinal).Take(count),
        ];
    }

    /// <summary>Why a secret cannot be written; null when it can.</summary>
    public ApiError? Refusal(string name) =>
        declared.Current.Secrets.TryGetValue(name, out var secret) ? ApiErrors.DeclaredInConfiguration($"The secret '{name}'", secret.Place.ToString()) : null;

    private static Secret Of(string name, DeclaredConfiguration configuration) => new(name, null, configuration.LoadedAt, configuration.LoadedAt) { Declared = true };
}
