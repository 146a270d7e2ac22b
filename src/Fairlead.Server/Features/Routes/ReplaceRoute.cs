using Fairlead.Protocols.JsonSchema;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Identity;

namespace Fairlead.Server.Features.Routes;

/// <summary>Replaces a route, or creates it.</summary>
internal static class ReplaceRoute
{
    public static async Task<IResult> Endpoint(string name, JsonBody<Body> body, SaveRoute save, HttpContext context, CancellationToken cancellationToken)
    {
        name = RoutePath.NameOf(name);
        List<Problem> problems = [.. RouteRules.CheckName(name)];
        if (body.Value.Name is { } given && given != name)
        {
            problems.Add(new Problem("name", "cannot be changed: it is the one in the path"));
        }

        return problems.Count > 0
            ? new ErrorResult(ApiErrors.InvalidRequest(problems))
            : (await save.ExecuteAsync(name, body.Value.Document, mayReplace: true, context.Caller().Id, cancellationToken)).Reply(static saved =>
                TypedResults.Json(new RouteReply(true, saved.Route), Wire.Options, statusCode: saved.IsNew ? 201 : 200));
    }

    internal sealed record Body : RouteBody, IRequestBody
    {
        public static Schema Schema { get; } = RouteRules.Body(isNameRequired: false);
    }
}
