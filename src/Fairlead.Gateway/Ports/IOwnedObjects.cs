namespace Fairlead.Gateway.Ports;

/// <summary>Remembers who made what at which upstream. Only requests for such objects ask it: it is the exception to "no database on the hot path".</summary>
public interface IOwnedObjects
{
    /// <summary>A principal's object; null when there is none of that id, or it is another's.</summary>
    /// <param name="kind">The kind: a word of <see cref="OwnedKinds"/>.</param>
    /// <param name="id">The id, as the upstream made it.</param>
    /// <param name="owner">The principal.</param>
    /// <param name="provider">The provider where it must be; null for any. Where several have one of that id, the newest counts.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<OwnedObject?> FindAsync(string kind, string id, string owner, string? provider, CancellationToken cancellationToken);

    /// <summary>The ids of a principal's objects of a kind at a provider.</summary>
    Task<IReadOnlySet<string>> ListAsync(string kind, string owner, string provider, CancellationToken cancellationToken);

    /// <summary>Remembers an object. An upstream that makes an id anew has made it for the new owner: an older record of it is replaced.</summary>
    Task AddAsync(OwnedObject made, CancellationToken cancellationToken);

    /// <summary>Forgets an object.</summary>
    Task RemoveAsync(OwnedObject gone, CancellationToken cancellationToken);
}
