using System.Data;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Secrets;

/// <summary>Who uses secrets: the door through which a change of a value reaches them, or is refused because one of them cannot take it.</summary>
public interface ISecretUsers
{
    /// <summary>The providers that use a secret.</summary>
    IReadOnlyList<string> UsersOf(IDbConnection connection, string secretName);

    /// <summary>Makes a new secret, and puts it in force for a user that waited for it before it is answered.</summary>
    Task<Outcome<T>> AddAsync<T>(Func<IDbConnection, Outcome<T>> change, CancellationToken cancellationToken);

    /// <summary>Makes a change to a secret, and puts it in force for every user of it before it is answered.</summary>
    Task<Outcome<T>> ChangeAsync<T>(string secretName, Func<IDbConnection, Outcome<T>> change, CancellationToken cancellationToken);
}
