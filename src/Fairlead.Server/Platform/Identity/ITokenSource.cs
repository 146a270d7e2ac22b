using Fairlead.Gateway.Admission;

namespace Fairlead.Server.Platform.Identity;

/// <summary>Verifies one kind of token. A feature that issues tokens implements it.</summary>
internal interface ITokenSource
{
    /// <summary>Whether a token looks like one of its kind.</summary>
    bool Recognizes(string token);

    /// <summary>What the token proves; null when it proves nothing.</summary>
    ValueTask<KnownToken?> VerifyAsync(string token);
}
