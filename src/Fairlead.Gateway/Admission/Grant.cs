namespace Fairlead.Gateway.Admission;

/// <summary>What tokens rest on: a credential in one state of it. Revoking it ends them all, from the next request on.</summary>
public sealed class Grant
{
    private volatile bool isRevoked;

    /// <summary>Whether it has ended.</summary>
    public bool IsRevoked => isRevoked;

    /// <summary>Ends it.</summary>
    public void Revoke() => isRevoked = true;
}
