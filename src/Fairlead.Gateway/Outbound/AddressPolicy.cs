using System.Net;
using System.Net.Sockets;

namespace Fairlead.Gateway.Outbound;

/// <summary>
/// Decides whether an address may be called. Always denied, whatever the operator's networks: link-local and cloud metadata
/// addresses, "this network" and multicast, in their IPv4-mapped and NAT64 (RFC 6052, RFC 8215) forms too.
/// </summary>
public sealed class AddressPolicy
{
    private static readonly IPNetwork[] AlwaysDenied =
    [
        .. new[]
        {
            "169.254.0.0/16", "fe80::/10", "fd00:ec2::254/128", "100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32", "0.0.0.0/8", "224.0.0.0/4", "ff00::/8", "::/128",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork LocalNat64 = IPNetwork.Parse("64:ff9b:1::/48");

    private readonly IPNetwork[] allowed;
    private readonly IPNetwork[] denied;

    /// <summary>A policy of the operator's networks.</summary>
    public AddressPolicy(NetworkOptions options)
    {
        allowed = [.. options.Allow.Select(IPNetwork.Parse)];
        denied = [.. options.Deny.Select(IPNetwork.Parse)];
    }

    /// <summary>Whether the address may be called.</summary>
    public bool Allows(IPAddress address) => AllowsPlain(Unwrap(address)) && (ShiftedNat64(address) is not { } shifted || AllowsPlain(shifted));

    /// <summary>Whether a URL's host, when it is an address rather than a name, may be called.</summary>
    public bool AllowsLiteral(Uri address) => !IPAddress.TryParse(address.DnsSafeHost, out var literal) || Allows(literal);

    private bool AllowsPlain(IPAddress address) => !Contains(AlwaysDenied, address) && (!Contains(denied, address) || Contains(allowed, address));

    // RFC 6052, section 2.2: under a local prefix of 64 bits the IPv4 address lies in bytes 9 to 12, and zeros follow. Under shorter prefixes the
    // last four bytes are zeros, which is 0.0.0.0 and denied.
    private static IPAddress? ShiftedNat64(IPAddress address) =>
        LocalNat64.Contains(address) && address.GetAddressBytes() is var bytes && bytes.AsSpan(13).IndexOfAnyExcept((byte)0) < 0 ? new IPAddress(bytes.AsSpan(9, 4)) : null;

    private static bool Contains(IPNetwork[] networks, IPAddress address) => Array.Exists(networks, network => network.Contains(address));

    private static IPAddress Unwrap(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        var bytes = address.GetAddressBytes();
        if (Nat64.Contains(address) || LocalNat64.Contains(address))
        {
            return new IPAddress(bytes.AsSpan(12));
        }

        return new IPAddress(bytes); // Without its scope (fe80::1%eth0), which is no part of the network that an address lies in.
    }
}
