using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Secrets;

/// <summary>Lists secrets by name, without their values.</summary>
internal static class ListSecrets
{
    public static async Task<IResult> Endpoint([AsParameters] Page page, SecretDirectory directory, Database database, CancellationToken cancellationToken)
    {
        var fetched = await database.ReadAsync(connection => directory.List(connection, page.After, page.Fetch), cancellationToken);
        var (secrets, next) = page.Cut(fetched, static secret => secret.SecretName);
        return TypedResults.Json(new Reply(true, secrets, next), Wire.Options);
    }

    internal sealed record Reply(bool Ok, IReadOnlyList<Secret> Secrets, string? NextCursor);
}
