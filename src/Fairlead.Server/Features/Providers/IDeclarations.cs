using Fairlead.Server.Platform.Configuration;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Providers;

/// <summary>The door through which a declared configuration comes into force, beside what the store holds.</summary>
public interface IDeclarations
{
    /// <summary>Puts a configuration in force in one step; refuses, and changes nothing, when the store lacks what it refers to.</summary>
    /// <returns>What of the store it shadows.</returns>
    Task<Outcome<IReadOnlyList<string>>> ApplyAsync(DeclaredConfiguration configuration, CancellationToken cancellationToken);

    /// <summary>What <see cref="ApplyAsync"/> would answer; changes nothing.</summary>
    Task<Outcome<IReadOnlyList<string>>> TryAsync(DeclaredConfiguration configuration, CancellationToken cancellationToken);
}
