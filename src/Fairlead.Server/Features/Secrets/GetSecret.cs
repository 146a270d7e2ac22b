using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Secrets;

/// <summary>Shows a secret's metadata.</summary>
internal static class GetSecret
{
    public static async Task<IResult> Endpoint(string secretName, SecretDirectory directory, Database database, CancellationToken cancellationToken) =>
        await database.ReadAsync(connection => directory.Find(connection, secretName), cancellationToken) is { } secret
            ? TypedResults.Json(new SecretReply(true, secret), Wire.Options)
            : new ErrorResult(ApiErrors.SecretNotFound(secretName));
}
