using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Keys;

/// <summary>Lists gateway keys, without the keys themselves.</summary>
internal static class ListKeys
{
    public static async Task<IResult> Endpoint([AsParameters] Page page, Database database, CancellationToken cancellationToken)
    {
        var fetched = await database.ReadAsync(connection => KeyStore.List(connection, page.After, page.Fetch), cancellationToken);
        var (keys, next) = page.Cut(fetched, static stored => stored.Key.Id);
        return TypedResults.Json(new Reply(true, [.. keys.Select(static stored => stored.Key)], next), Wire.Options);
    }

    internal sealed record Reply(bool Ok, IReadOnlyList<GatewayKey> Result, string? NextCursor);
}
