using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Apps;

/// <summary>Lists credentials, without their secrets.</summary>
internal static class ListApps
{
    public static async Task<IResult> Endpoint([AsParameters] Page page, Database database, CancellationToken cancellationToken)
    {
        var (apps, next) = page.Cut(await database.ReadAsync(connection => AppStore.List(connection, page.After, page.Fetch), cancellationToken), static app => app.Id);
        return TypedResults.Json(new Reply(true, [.. apps.Select(static app => app.ToApp())], next), Wire.Options);
    }

    internal sealed record Reply(bool Ok, IReadOnlyList<App> Result, string? NextCursor);
}
