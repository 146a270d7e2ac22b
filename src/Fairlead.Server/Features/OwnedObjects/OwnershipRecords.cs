using Fairlead.Gateway.Ports;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.OwnedObjects;

/// <summary>Keeps in the store who made what at which upstream.</summary>
internal sealed class OwnershipRecords(Database database) : IOwnedObjects
{
    public Task<OwnedObject?> FindAsync(string kind, string id, string owner, string? provider, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => OwnedObjectStore.Find(connection, kind, id, owner, provider), cancellationToken);

    public Task<IReadOnlySet<string>> ListAsync(string kind, string owner, string provider, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlySet<string>>(connection => OwnedObjectStore.Ids(connection, kind, owner, provider).ToHashSet(StringComparer.Ordinal), cancellationToken);

    public Task AddAsync(OwnedObject made, CancellationToken cancellationToken) => database.WriteAsync(connection => OwnedObjectStore.Save(connection, made), cancellationToken);

    public Task RemoveAsync(OwnedObject gone, CancellationToken cancellationToken) => database.WriteAsync(connection => OwnedObjectStore.Delete(connection, gone), cancellationToken);
}
