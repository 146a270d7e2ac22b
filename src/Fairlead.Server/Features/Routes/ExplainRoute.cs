using System.Buffers;
using System.Text.Json;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Routing.Explanation;
using Fairlead.Protocols.JsonSchema;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Routes;

/// <summary>Says where a request would go now, without calling anything.</summary>
internal static class ExplainRoute
{
    public static async Task<IResult> Endpoint(JsonBody<Body> body, RouteExplainer explainer)
    {
        var asked = body.Value;
        var request = new GatewayRequest
        {
            Operation = asked.Operation,
            Body = new ReadOnlySequence<byte>(BodyOf(asked)),
            Tags = asked.Tags,
            Session = asked.Session,
        };
        var (preview, refusal) = await explainer.ExplainAsync(asked.Model, request);
        return preview is not null ? TypedResults.Json(new Reply(true, preview), Wire.Options)
            : new ErrorResult(refusal!.Status == 404 ? ApiErrors.ModelNotFound(asked.Model) : ApiErrors.InvalidRequest("request", $"cannot be read: {refusal.Message}"));
    }

    // As the client would send it, with the model that is asked about.
    private static ReadOnlyMemory<byte> BodyOf(Body asked)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            writer.WriteString("model", asked.Model);
            foreach (var member in asked.Request.ValueKind == JsonValueKind.Object ? asked.Request.EnumerateObject() : default)
            {
                if (!member.NameEquals("model"))
                {
                    member.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        }

        return body.WrittenMemory;
    }

    internal sealed record Reply(bool Ok, RoutePreview Result);

    internal sealed record Body : IRequestBody
    {
        public static Schema Schema { get; } = Schema.Parse("""
            {
              "type": "object", "required": ["model"], "additionalProperties": false,
              "properties": {
                "model": {"type": "string", "minLength": 1, "maxLength": 512, "description": "The name as a client would say it."},
                "operation": {
                  "enum": ["chat", "embeddings", "responses", "compaction", "messages", "countTokens", "completions", "images", "audio", "moderations", "rerank"], "default": "chat"
                },
                "request": {"type": "object", "description": "The body as a client would send it, by which context windows and features are judged; model wins over its own."},
                "tags": {"type": "array", "maxItems": 256, "items": {"type": "string", "minLength": 1, "maxLength": 256}, "description": "As in x-fairlead-tags."},
                "session": {"type": "string", "minLength": 1, "maxLength": 1024, "description": "As in x-fairlead-session."}
              }
            }
            """);

        public required string Model { get; init; }

        public Operation Operation { get; init; }

        public JsonElement Request { get; init; }

        public IReadOnlyList<string> Tags { get; init; } = [];

        public string? Session { get; init; }
    }
}
