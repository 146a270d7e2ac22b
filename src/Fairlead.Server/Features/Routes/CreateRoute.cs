using Fairlead.Protocols.JsonSchema;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Identity;

namespace Fairlead.Server.Features.Routes;

/// <summary>Creates a route.</summary>
internal static class CreateRoute
{
    public static async Task<IResult> Endpoint(JsonBody<Body> body, SaveRoute save, HttpContext context, CancellationToken cancellationToken) =>
        (await save.ExecuteAsync(body.Value.Name!, body.Value.Document, mayReplace: false, context.Caller().Id, cancellationToken)).Reply(static saved =>
            TypedResults.Json(new RouteReply(true, saved.Route), Wire.Options, statusCode: 201));

    internal sealed record Body : RouteBody, IRequestBody
    {
        public static Schema Schema { get; } = RouteRules.Body(isNameRequired: true);
    }
}
