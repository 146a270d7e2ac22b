namespace Fairlead.Gateway.Outbound;

/// <summary>Which addresses may be called: section <c>network</c>.</summary>
public sealed class NetworkOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Network";

    /// <summary>Networks (CIDR) that may be called although they are denied otherwise.</summary>
    public IList<string> Allow { get; } = [];

    /// <summary>Further networks (CIDR) that may not be called.</summary>
    public IList<string> Deny { get; } = [];

    /// <summary>A PEM file of certification authorities to trust beside the system's.</summary>
    public string? CaFile { get; set; }

    /// <summary>What is wrong with the settings, each problem naming its key.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var (key, networks) in new[] { ("network.allow", Allow), ("network.deny", Deny) })
        {
            foreach (var network in networks.Where(static network => !System.Net.IPNetwork.TryParse(network, out _)))
            {
                yield return $"{key}: '{network}' is not a network in CIDR notation, such as 10.0.0.0/8";
            }
        }

        if (CaFile is not null && !File.Exists(CaFile))
        {
            yield return $"network.caFile: there is no file '{CaFile}'";
        }
    }
}
