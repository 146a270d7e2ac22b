using Fairlead.Protocols.JsonSchema;
using Fairlead.Server.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Fairlead.Server.Features.Invocations;

/// <summary>Invokes an agent: <c>POST /v1/agent/{id}/invoke</c>; streamed when asked for, otherwise in the background.</summary>
internal static class InvokeAgent
{
    public static async Task<IResult> Endpoint(
        string id, JsonBody<Body> body, [FromQuery(Name = "invocation_identifier")] string? continues, bool? stream, bool? deltas, StartInvocation start, HttpContext context)
    {
        var input = body.Value.ToInput(id, continues);
        var streams = stream ?? context.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase);
        return streams ? await start.StreamAsync(input, deltas == true, context) : await start.BackgroundAsync(input, context);
    }

    internal sealed record Body : InvocationBody, IRequestBody
    {
        public static Schema Schema { get; } = Schema.Parse($$"""
            {
              "type": "object", "additionalProperties": false,
              "properties": {
                {{InvocationRules.Common}},
                "context": {"description": "Sent by some of Port's own clients; ignored."}
              }
            }
            """);

        public static IEnumerable<Problem> Check(SoundPart body) => CheckCommon(body);
    }
}
