using System.Data;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Secrets;

/// <summary>Deletes a secret that no provider uses.</summary>
internal sealed class DeleteSecret(Database database, SecretDirectory directory, ISecretUsers users)
{
    public static async Task<IResult> Endpoint(string secretName, DeleteSecret delete, CancellationToken cancellationToken) =>
        (await delete.ExecuteAsync(secretName, cancellationToken)).Reply(static _ => TypedResults.Json(new Reply(true), Wire.Options));

    public Task<Outcome<bool>> ExecuteAsync(string name, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => Delete(connection, name), cancellationToken);

    private Outcome<bool> Delete(IDbConnection connection, string name)
    {
        if (directory.Refusal(name) is { } refusal)
        {
            return refusal;
        }

        if (SecretStore.Find(connection, name) is null)
        {
            return ApiErrors.SecretNotFound(name);
        }

        if (users.UsersOf(connection, name) is { Count: > 0 } providers)
        {
            return ApiErrors.SecretInUse(name, providers);
        }

        SecretStore.Delete(connection, name);
        return true;
    }

    internal sealed record Reply(bool Ok);
}
