using System.Reflection;

namespace Fairlead.Server.Platform.Http;

/// <summary>What the control plane's route tables are written with.</summary>
internal static class ControlPlaneRoutes
{
    /// <summary>A group of routes under a prefix, for callers who pass a policy.</summary>
    public static RouteGroupBuilder MapControlPlane(this IEndpointRouteBuilder routes, string prefix, string tag, string? policy)
    {
        var group = routes.MapGroup(prefix).WithTags(tag);
        group.AddEndpointFilterFactory(ArgumentFilter.Create);
        ((IEndpointConventionBuilder)group).Finally(static endpoint =>
        {
            if (endpoint.Metadata.OfType<MethodInfo>().Any(static method => QueryParameter.Of(method).Count > 0))
            {
                endpoint.Metadata.Add(new ProducesResponseTypeMetadata(422, typeof(ErrorEnvelope), ["application/json"]));
            }
        });
        return policy is null ? group.AllowAnonymous() : group.RequireAuthorization(policy);
    }

    /// <summary>Says what a route does and answers, for the API description.</summary>
    public static RouteHandlerBuilder Describe<TReply>(this RouteHandlerBuilder route, string summary, int success, params int[] failures)
    {
        route.WithSummary(summary).Produces<TReply>(success);
        return route.Fails(failures);
    }

    /// <summary>As <see cref="Describe{TReply}"/>, for a route whose success has no body of its own type.</summary>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string summary, int success, string? contentType, params int[] failures)
    {
        route.WithSummary(summary).Produces(success, contentType is null ? null : typeof(string), contentType);
        return route.Fails(failures);
    }

    private static RouteHandlerBuilder Fails(this RouteHandlerBuilder route, int[] failures)
    {
        foreach (var status in failures)
        {
            route.Produces<ErrorEnvelope>(status);
        }

        return route;
    }
}
