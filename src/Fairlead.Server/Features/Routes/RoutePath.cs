namespace Fairlead.Server.Features.Routes;

/// <summary>Route names in paths.</summary>
internal static class RoutePath
{
    /// <summary>The name that a path ends in: Kestrel unescapes all of it but the slash (RFC 3986, section 2.2).</summary>
    public static string NameOf(string path) => path.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
