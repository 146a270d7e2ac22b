using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Ports;

namespace Fairlead.Server.Platform.Identity;

/// <summary>Asks the source whose kind a token is.</summary>
internal sealed class TokenVerifier(IEnumerable<ITokenSource> sources) : ITokenVerifier
{
    private readonly ITokenSource[] sources = [.. sources];

    public ValueTask<KnownToken?> VerifyAsync(string token, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            if (source.Recognizes(token))
            {
                return source.VerifyAsync(token);
            }
        }

        return default;
    }
}
