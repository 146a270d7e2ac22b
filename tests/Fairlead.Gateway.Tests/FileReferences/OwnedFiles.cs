using Fairlead.Gateway.Ports;

namespace Fairlead.Gateway.Tests.FileReferences;

/// <summary>The files of the principal "caller" at the provider "main"; it counts how often it is asked.</summary>
internal sealed class OwnedFiles(params string[] ids) : IOwnedObjects
{
    public int Asked { get; private set; }

    public Task<OwnedObject?> FindAsync(string kind, string id, string owner, string? provider, CancellationToken cancellationToken)
    {
        Asked++;
        var isThere = kind == OwnedKinds.File && owner == "caller" && provider == "main" && ids.Contains(id);
        return Task.FromResult(isThere ? new OwnedObject(kind, id, provider!, owner, DateTimeOffset.UnixEpoch) : null);
    }

    public Task<IReadOnlySet<string>> ListAsync(string kind, string owner, string provider, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task AddAsync(OwnedObject made, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RemoveAsync(OwnedObject gone, CancellationToken cancellationToken) => throw new NotSupportedException();
}
