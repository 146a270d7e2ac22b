using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Apps;

/// <summary>Deletes a credential, and ends its tokens.</summary>
internal static class DeleteApp
{
    public static async Task<IResult> Endpoint(string id, ChangeApp change, CancellationToken cancellationToken) =>
        (await change.DeleteAsync(id, cancellationToken)).Reply(static _ => TypedResults.Json(new Reply(true), Wire.Options));

    internal sealed record Reply(bool Ok);
}
