namespace Fairlead.Server.Features.Responses;

/// <summary>A response as the table has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Owner">Who made it.</param>
/// <param name="Provider">Who answered.</param>
/// <param name="Follows">The one before it.</param>
/// <param name="SealedInput">Its input, sealed; null when the provider keeps it.</param>
/// <param name="SealedBody">The response, sealed; null when the provider keeps it.</param>
/// <param name="CreatedAt">When it was made, in microseconds.</param>
/// <param name="ExpiresAt">When its time is over, in microseconds.</param>
internal sealed record ResponseRow(string Id, string Owner, string Provider, string? Follows, string? SealedInput, string? SealedBody, long CreatedAt, long ExpiresAt);
