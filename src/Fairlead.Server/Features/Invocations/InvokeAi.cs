using Fairlead.Protocols.JsonSchema;
using Fairlead.Server.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Fairlead.Server.Features.Invocations;

/// <summary>A general-purpose AI interaction: <c>POST /v1/ai/invoke</c>.</summary>
internal static class InvokeAi
{
    public static async Task<IResult> Endpoint(
        JsonBody<Body> body, [FromQuery(Name = "invocation_identifier")] string? continues, bool? deltas, StartInvocation start, HttpContext context)
    {
        var wanted = body.Value;
        var input = wanted.ToInput(agent: null, continues);
        return wanted.Stream == false ? await start.AnswerAsync(input, context) : await start.StreamAsync(input, deltas == true, context);
    }

    internal sealed record Body : InvocationBody, IRequestBody
    {
        public static Schema Schema { get; } = Schema.Parse($$"""
            {
              "type": "object", "additionalProperties": false,
              "properties": {
                {{InvocationRules.Common}},
                "systemPrompt": {"type": "string"},
                "stream": {"type": "boolean", "default": true}
              }
            }
            """);

        public bool? Stream { get; init; }

        public static IEnumerable<Problem> Check(SoundPart body) => CheckCommon(body);
    }
}
