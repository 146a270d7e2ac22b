using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Fairlead.Simulator.Http;

/// <summary>One address to listen on.</summary>
/// <param name="Address">The IP address; null is <c>localhost</c>, both loopbacks.</param>
/// <param name="Port">The port; 0 takes a free one.</param>
internal sealed record ListenAddress(IPAddress? Address, int Port)
{
    internal static IReadOnlyList<ListenAddress> Parse(string urls, bool allowRemote)
    {
        ListenAddress[] addresses =
            [.. urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(u => One(u, allowRemote))];
        return addresses.Length > 0 ? addresses : throw new ArgumentException("Urls names no address to listen on.");
    }

    internal void Apply(KestrelServerOptions kestrel)
    {
        if (Address is null)
        {
            kestrel.ListenLocalhost(Port);
        }
        else if (Address.Equals(IPAddress.IPv6Any))
        {
            // Falls back to IPv4 on a machine without IPv6.
            kestrel.ListenAnyIP(Port);
        }
        else
        {
            kestrel.Listen(Address, Port);
        }
    }

    private static ListenAddress One(string url, bool allowRemote)
    {
        BindingAddress parsed;
        try
        {
            parsed = BindingAddress.Parse(url);
        }
        catch (FormatException e)
        {
            throw new ArgumentException($"'{url}' is not an address to listen on.", e);
        }

        if (!parsed.Scheme.Equals("http", StringComparison.OrdinalIgnoreCase) || parsed.IsUnixPipe || parsed.IsNamedPipe)
        {
            throw new ArgumentException($"'{url}': the simulator listens on http addresses only.");
        }

        if (parsed.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return new ListenAddress(null, parsed.Port);
        }

        // As the web server has it: a host that is no IP address means every interface.
        IPAddress address = IPAddress.TryParse(parsed.Host.Trim('[', ']'), out IPAddress? ip) ? ip : IPAddress.IPv6Any;
        return allowRemote || IPAddress.IsLoopback(address)
            ? new ListenAddress(address, parsed.Port)
            : throw new ArgumentException(
                $"'{url}' can be reached from other machines, and the simulator answers anyone. Allow it explicitly (AllowRemote) or listen on 127.0.0.1.");
    }
}
