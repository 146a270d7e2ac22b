using Fairlead.Gateway.Admission;

namespace Fairlead.Gateway.Ports;

/// <summary>Verifies an access token or a gateway key that is not known yet.</summary>
public interface ITokenVerifier
{
    /// <summary>What the token proves; null when it proves nothing.</summary>
    ValueTask<KnownToken?> VerifyAsync(string token, CancellationToken cancellationToken);
}
