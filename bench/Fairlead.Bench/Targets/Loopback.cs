namespace Fairlead.Bench.Targets;

/// <summary>Addresses on this machine, always by number: a name would be resolved.</summary>
internal static class Loopback
{
    public static Uri At(int port) => new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", port).Uri;
}
