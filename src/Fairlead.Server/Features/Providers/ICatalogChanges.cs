using System.Data;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Providers;

/// <summary>Changes to what the catalog is built from: answered only when a snapshot that has them is in force.</summary>
public interface ICatalogChanges
{
    /// <summary>Makes a change and puts it in force.</summary>
    Task<Outcome<T>> WriteAsync<T>(Func<IDbConnection, Outcome<T>> change, CancellationToken cancellationToken);
}
