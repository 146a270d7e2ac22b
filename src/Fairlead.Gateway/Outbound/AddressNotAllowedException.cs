using System.Net;

namespace Fairlead.Gateway.Outbound;

/// <summary>The address that a name stands for may not be called.</summary>
public sealed class AddressNotAllowedException(string host, IPAddress address)
    : IOException($"The address {address} of '{host}' may not be called: it is denied by the network policy (settings network.deny, network.allow).");
