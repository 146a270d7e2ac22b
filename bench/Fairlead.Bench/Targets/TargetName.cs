namespace Fairlead.Bench.Targets;

/// <summary>What can be measured, by the names that <c>--targets</c> takes.</summary>
internal static class TargetName
{
    /// <summary>The upstream itself: what remains when there is no proxy.</summary>
    public const string Upstream = "upstream";

    /// <summary>nginx as a plain proxy. Ratios are to it.</summary>
    public const string Nginx = "nginx";

    /// <summary>The bare .NET forwarder.</summary>
    public const string Forwarder = "forwarder";

    /// <summary>The same with the completions of sockets run on the I/O threads.</summary>
    public const string InlineForwarder = "forwarder-inline";

    /// <summary>Fairlead with a real key.</summary>
    public const string Fairlead = "fairlead";

    public static readonly string[] All = [Upstream, Nginx, Forwarder, InlineForwarder, Fairlead];
}
