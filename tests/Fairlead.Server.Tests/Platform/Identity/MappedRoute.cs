using Fairlead.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Server.Tests.Platform.Identity;

/// <summary>A route as the running server has it.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Template">Its path, with parameters.</param>
/// <param name="IsOpen">Whether the framework lets anyone in.</param>
internal sealed record MappedRoute(string Method, string Template, bool IsOpen)
{
    /// <summary>A path that it matches.</summary>
    public string Path => string.Join('/', Template.TrimEnd('/').Split('/').Select(static part => part.StartsWith('{') ? "x" : part));

    /// <summary>All of a server's, one for each method.</summary>
    public static IReadOnlyList<MappedRoute> Of(TestServer server) =>
    [
        .. from endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           select new MappedRoute(method, "/" + endpoint.RoutePattern.RawText!.Trim('/'), IsOpenTo(endpoint)),
    ];

    public override string ToString() => $"{Method} {Template}";

    private static bool IsOpenTo(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || endpoint.Metadata.GetMetadata<IAuthorizeData>() is null;
}
