using Fairlead.Gateway.Endpoints;
using Fairlead.Protocols.JsonSchema;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server;

/// <summary>The gateway's routes as the host shows them: open to the framework, since admission authenticates, and described.</summary>
internal static class GatewayRoutes
{
    private static readonly Schema Chat = Schema.Parse("""
        {
          "type": "object", "required": ["model", "messages"], "additionalProperties": true,
          "description": "OpenAI's request; all of its fields pass. Source: https://platform.openai.com/docs/api-reference/chat/create",
          "properties": {"model": {"type": "string", "maxLength": 512}, "messages": {"type": "array"}, "stream": {"type": "boolean"}}
        }
        """);

    private static readonly Schema Embeddings = Schema.Parse("""
        {
          "type": "object", "required": ["model", "input"], "additionalProperties": true,
          "description": "OpenAI's request; all of its fields pass. Source: https://platform.openai.com/docs/api-reference/embeddings/create",
          "properties": {"model": {"type": "string", "maxLength": 512}, "input": {"type": ["string", "array"]}}
        }
        """);

    private static readonly Schema Responses = Schema.Parse("""
        {
          "type": "object", "required": ["model"], "additionalProperties": true,
          "description": "OpenAI's request; all of its fields pass. Source: https://platform.openai.com/docs/api-reference/responses/create",
          "properties": {"model": {"type": "string", "maxLength": 512}, "input": {"type": ["string", "array"]}, "stream": {"type": "boolean"},
            "store": {"type": "boolean"}, "previous_response_id": {"type": "string"}}
        }
        """);

    private static readonly Schema Messages = Schema.Parse("""
        {
          "type": "object", "required": ["model", "max_tokens", "messages"], "additionalProperties": true,
          "description": "Anthropic's request; all of its fields pass. Source: https://docs.anthropic.com/en/api/messages",
          "properties": {
            "model": {"type": "string", "maxLength": 512}, "max_tokens": {"type": "integer"}, "messages": {"type": "array"}, "stream": {"type": "boolean"}
          }
        }
        """);

    private static readonly Schema CountTokens = Schema.Parse("""
        {
          "type": "object", "required": ["model", "messages"], "additionalProperties": true,
          "description": "Anthropic's request. Source: https://docs.anthropic.com/en/api/messages-count-tokens",
          "properties": {"model": {"type": "string", "maxLength": 512}, "messages": {"type": "array"}}
        }
        """);

    private static readonly RouteDescription[] Descriptions =
    [
        new("Create a chat completion (OpenAI)", Chat),
        new("Create embeddings (OpenAI)", Embeddings),
        new("Create a response (OpenAI)", Responses),
        new("Compact a conversation (OpenAI)", Responses),
        new("Get a response (OpenAI)") { HasIdentifier = true },
        new("Delete a response (OpenAI)") { HasIdentifier = true },
        new("Cancel a response (OpenAI)") { HasIdentifier = true },
        new("List a response's input items (OpenAI)") { HasIdentifier = true, HasPages = true },
        new("Create a message (Anthropic)", Messages),
        new("Count a message's tokens (Anthropic)", CountTokens),
        new("List models (OpenAI)"),
        new("Get a model (OpenAI)") { HasIdentifier = true },
        .. PassThroughRoutes.Descriptions,
    ];

    public static void MapGatewayRoutes(this IEndpointRouteBuilder routes)
    {
        foreach (var (route, description) in routes.MapGateway().Zip(Descriptions))
        {
            // Straight from routing to the endpoint: no middleware for people's tokens lies on the hot path.
            route.AllowAnonymous().WithTags("Gateway").WithSummary(description.Summary).WithMetadata(ShapeOf(description).Method);
            route.ShortCircuit().WithMetadata(new ProducesResponseTypeMetadata(200, typeof(object), [description.Answer]));
            if (description.Body is not null)
            {
                route.WithMetadata(new BodySchema(description.Body, description.BodyType));
            }
        }
    }

    private static Delegate ShapeOf(RouteDescription description) => description.HasPages ? WithPage : description.HasIdentifier ? WithIdentifier : WithoutParameters;

    // A route without a method of its own is left out of the description, so these stand for their parameters.
    private static void WithoutParameters()
    {
    }

    private static void WithIdentifier(string id) => _ = id;

    private static void WithPage(string id, int? limit, string? order, string? after) => _ = (id, limit, order, after);
}
