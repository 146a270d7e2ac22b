namespace Fairlead.Gateway.Admission;

/// <summary>A token that has been verified once.</summary>
/// <param name="Principal">Who presents it.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="Grant">What it rests on; the token ends with it.</param>
public sealed record KnownToken(Principal Principal, DateTimeOffset ExpiresAt, Grant Grant);
