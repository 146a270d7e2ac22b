using Fairlead.Server.Platform.Configuration;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Keys;

/// <summary>Deletes a gateway key: dead from the next request on.</summary>
internal sealed class DeleteKey(Database database, KeyDirectory directory, Declared declared)
{
    public static async Task<IResult> Endpoint(string id, DeleteKey delete, CancellationToken cancellationToken) =>
        (await delete.ExecuteAsync(id, cancellationToken)).Reply(static _ => TypedResults.Json(new Reply(true), Wire.Options));

    public Task<Outcome<bool>> ExecuteAsync(string id, CancellationToken cancellationToken) => database.WriteAsync<bool>(
        connection => Refusal(id) is { } refusal ? refusal : KeyStore.Delete(connection, id) ? true : ApiErrors.KeyNotFound(id), cancellationToken, _ => directory.Remove(id));

    private ApiError? Refusal(string id) => declared.Current.Keys.Values.FirstOrDefault(key => key.Id == id) is { } key
        ? ApiErrors.DeclaredInConfiguration($"The key '{key.Name}'", key.Place.ToString())
        : null;

    internal sealed record Reply(bool Ok);
}
