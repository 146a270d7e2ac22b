using Fairlead.Gateway.Routing;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>What a route and its aliases may be called, declared or stored.</summary>
internal static class RouteNames
{
    /// <summary>The schema of a name.</summary>
    public const string Schema = $$"""
        {"type": "string", {{Letters}}, "description": "The name that clients use; each * in it stands for any text. It neither begins nor ends with a slash or a space."}
        """;

    /// <summary>The schema of a name that a map has.</summary>
    public const string InAMap = $$"""{ {{Letters}} }""";

    private const string Letters = """
        "minLength": 1, "maxLength": 256, "pattern": "^[^\\u0000-\\u0020/]([^\\u0000-\\u001f]*[^\\u0000-\\u0020/])?$"
        """;

    /// <summary>Why a name cannot be an alias of a route, whatever others there are; null when it can.</summary>
    public static string? AliasProblem(string route, string alias) =>
        RoutePattern.Is(route) ? "means nothing for a pattern, which has as many names as match it"
        : RoutePattern.Is(alias) ? "cannot hold *; make a route of that name"
        : alias == route ? "is the route's own name"
        : null;
}
