namespace Fairlead.Protocols.JsonSchema;

/// <summary>A format that strings can be checked against.</summary>
/// <param name="Name">As the schema writes it.</param>
/// <param name="Words">As a message writes it.</param>
/// <param name="IsMatch">Whether a string has it.</param>
internal sealed record Format(string Name, string Words, Func<string, bool> IsMatch)
{
    /// <summary>Every format there is.</summary>
    public static IReadOnlyList<Format> All { get; } =
    [
        new("date-time", "a date and time as in 2025-01-31T12:00:00Z", TimeFormats.IsDateTime),
        new("time", "a time as in 12:00:00Z", TimeFormats.IsTime),
        new("date", "a date as in 2025-01-31", TimeFormats.IsDate),
        new("duration", "a duration as in PT15M", TimeFormats.IsDuration),
        new("email", "an e-mail address", NetworkFormats.IsEmail),
        new("hostname", "a host name", NetworkFormats.IsHostName),
        new("ipv4", "an IPv4 address", NetworkFormats.IsIPv4),
        new("ipv6", "an IPv6 address", NetworkFormats.IsIPv6),
        new("uuid", "a UUID", NetworkFormats.IsUuid),
        new("uri", "an absolute URI", NetworkFormats.IsUri),
    ];

    public static Format? Find(string? name) => All.FirstOrDefault(format => format.Name == name);
}
