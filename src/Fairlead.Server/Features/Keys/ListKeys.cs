using Fairlead.Server.Platform.Configuration;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Keys;

/// <summary>Lists gateway keys, without the keys themselves.</summary>
internal static class ListKeys
{
    public static async Task<IResult> Endpoint([AsParameters] Page page, Database database, Declared declared, CancellationToken cancellationToken)
    {
        var configuration = declared.Current;
        var stored = await database.ReadAsync(connection => KeyStore.List(connection, page.After, page.Fetch), cancellationToken);
        var own = configuration.Keys.Values.Select(key => new GatewayKey(key.Id, key.Name, configuration.LoadedAt, "operator", null) { Declared = true, Models = key.Models });
        var fetched = stored.Select(static found => found.Key).Concat(own.Where(key => string.CompareOrdinal(key.Id, page.After) > 0)).OrderBy(static key => key.Id, StringComparer.Ordinal);
        var (keys, next) = page.Cut([.. fetched.Take(page.Fetch)], static key => key.Id);
        return TypedResults.Json(new Reply(true, keys, next), Wire.Options);
    }

    internal sealed record Reply(bool Ok, IReadOnlyList<GatewayKey> Result, string? NextCursor);
}
