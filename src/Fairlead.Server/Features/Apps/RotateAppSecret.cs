using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Identity;

namespace Fairlead.Server.Features.Apps;

/// <summary>Gives a credential a new secret, and ends its tokens.</summary>
internal static class RotateAppSecret
{
    public static async Task<IResult> Endpoint(string id, ChangeApp change, CredentialHashes hashes, CancellationToken cancellationToken)
    {
        var secret = CredentialHashes.NewSecret();
        var outcome = await change.ExecuteAsync(id, current => current with { SecretHash = hashes.OfGenerated(secret) }, static (_, _) => true, cancellationToken);
        return outcome.Reply(app => TypedResults.Json(new AppReply(true, app.ToApp(secret)), Wire.Options));
    }
}
