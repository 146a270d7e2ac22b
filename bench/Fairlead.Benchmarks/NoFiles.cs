using Fairlead.Gateway.Ports;

namespace Fairlead.Benchmarks;

/// <summary>Nobody owns anything: none of the requests measured names a file.</summary>
internal sealed class NoFiles : IOwnedObjects
{
    public Task<OwnedObject?> FindAsync(string kind, string id, string owner, string? provider, CancellationToken cancellationToken) => Task.FromResult<OwnedObject?>(null);

    public Task<IReadOnlySet<string>> ListAsync(string kind, string owner, string provider, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<string>>(new HashSet<string>());

    public Task AddAsync(OwnedObject made, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RemoveAsync(OwnedObject gone, CancellationToken cancellationToken) => Task.CompletedTask;
}
