using Fairlead.Gateway.Outbound;

namespace Fairlead.Gateway.ProviderTypes;

/// <summary>What a provider type builds with, beside the configuration.</summary>
/// <param name="Secrets">Reads secrets.</param>
/// <param name="Addresses">Which addresses may be called.</param>
public sealed record ProviderContext(SecretReader Secrets, AddressPolicy Addresses)
{
    /// <summary>The operator's settings.</summary>
    public GatewayOptions Options { get; init; } = new();

    /// <summary>The clock by which tokens expire and signatures are dated.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Reads an environment variable of the process; null when it is not set.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;
}
