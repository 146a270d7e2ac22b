using Fairlead.Server.Platform.Configuration;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Platform.Hosting;

/// <summary><c>/health/live</c>: the process is up; <c>/health/ready</c>: it takes requests. Neither touches anything else.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health").WithTags("Health").AllowAnonymous();
        group.MapGet("/live", static () => TypedResults.Ok(new Status("live"))).WithSummary("Whether the process is up").Produces<Status>();
        group.MapGet("/ready", static (Readiness readiness, ConfigurationStatus configuration) =>
                readiness.IsReady ? TypedResults.Json(ReadyStatus.Of(configuration.Current), Wire.Options) : (IResult)new ErrorResult(ApiErrors.NotReady))
            .WithSummary("Whether the server takes requests").Produces<ReadyStatus>().Produces<ErrorEnvelope>(503);
    }

    internal sealed record Status([property: System.Text.Json.Serialization.JsonPropertyName("status")] string Value);
}
