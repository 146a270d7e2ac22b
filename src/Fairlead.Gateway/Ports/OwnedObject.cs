namespace Fairlead.Gateway.Ports;

/// <summary>Something that an upstream keeps for one of our principals.</summary>
/// <param name="Kind">What it is: a word of <see cref="OwnedKinds"/>.</param>
/// <param name="Id">Its id, as the upstream made it.</param>
/// <param name="Provider">The identifier of the provider that keeps it.</param>
/// <param name="Owner">The id of the principal that made it.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record OwnedObject(string Kind, string Id, string Provider, string Owner, DateTimeOffset CreatedAt);
