using Fairlead.Gateway.ProviderTypes;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Gateway.Routing;

/// <summary>The schema of one route: an entry under <c>routes:</c> of the configuration file, and the body of <c>/v1/routes</c>.</summary>
public static class RouteSchema
{
    private const string Names = """{"type": "array", "maxItems": 256, "uniqueItems": true, "items": {"type": "string", "minLength": 1, "maxLength": 256}""";

    private const string Deployment = $$"""
        {
          "type": "object", "required": ["provider"], "additionalProperties": false,
          "properties": {
            "provider": {"type": "string", "minLength": 1, "maxLength": 256, "description": "The identifier of the provider."},
            "model": {"type": "string", "minLength": 1, "maxLength": 256, "description": "The provider's model; the route's own name when absent. In a pattern route each * stands for what the name's * matched, and * is the default."},
            "weight": {"type": "number", "minimum": 0, "maximum": 1000000, "default": 1, "description": "Its share of the traffic, beside the weights of the others."},
            "order": {"type": "integer", "minimum": 0, "maximum": 1000000, "default": 1, "description": "Its tier: lower ones first, the next only when none of this one is available."},
            "rpm": {"type": "integer", "minimum": 1, "maximum": 2147483647, "description": "Requests a minute that it may get."},
            "tpm": {"type": "integer", "minimum": 1, "maximum": 2147483647, "description": "Tokens a minute that it may get."},
            "maxParallelRequests": {"type": "integer", "minimum": 1, "maximum": 2147483647, "description": "Requests that it may serve at a time."},
            "tags": {{Names}}, "description": "What a request can ask for."},
            "pricing": {{SettingSchemas.Pricing}},
            "contextWindow": {"type": "integer", "minimum": 1, "maximum": 2147483647, "description": "Tokens that the model can read, in place of what the provider's model says."},
            "enabled": {"type": "boolean", "default": true}
          }
        }
        """;

    /// <summary>The schema.</summary>
    public static Schema Schema { get; } = Schema.Parse($$"""
        {
          "type": "object", "required": ["deployments"], "additionalProperties": false,
          "description": "A model that clients can name, and the deployments that serve it. A name with * is a pattern.",
          "properties": {
            "deployments": {"type": "array", "minItems": 1, "maxItems": 64, "items": {{Deployment}}, "description": "What serves it."},
            "strategy": {
              "enum": ["weightedShuffle", "roundRobin", "leastBusy", "lowestLatency", "cheapest", "order"],
              "description": "How a deployment is chosen among those that can serve a request; options.routing.strategy when absent."
            },
            "affinity": {"type": "boolean", "default": true, "description": "Whether a conversation keeps going to the deployment that has its prefix in its cache."},
            "aliases": {{Names}}, "description": "Further names."},
            "accessGroups": {{Names}}, "description": "Groups by which keys are given access to it."},
            "fallbacks": {{Names}}, "description": "Models to try, in order, when this one fails."},
            "contextWindowFallbacks": {{Names}}, "description": "Models to try when the input is too long for this one."},
            "contentPolicyFallbacks": {{Names}}, "description": "Models to try when this one's content policy refuses."},
            "retries": {"type": "integer", "minimum": 0, "maximum": 10, "description": "Further attempts after a failure; options.routing.retries when absent."},
            "retryPolicy": {
              "type": "object", "additionalProperties": false, "description": "Further attempts by the class of the failure; a class that is absent has retries.",
              "properties": {
                "rateLimited": {"type": "integer", "minimum": 0, "maximum": 10}, "overloaded": {"type": "integer", "minimum": 0, "maximum": 10},
                "timedOut": {"type": "integer", "minimum": 0, "maximum": 10}, "unreachable": {"type": "integer", "minimum": 0, "maximum": 10},
                "cutOff": {"type": "integer", "minimum": 0, "maximum": 10, "description": "Cut off before the first byte."}
              }
            },
            "hedge": {
              "anyOf": [
                {"type": "boolean"},
                {"type": "object", "additionalProperties": false, "properties": {"afterSeconds": {"type": "number", "minimum": 0.001, "maximum": 600, "description": "Instead of the model's own p95 to the first byte."} } }
              ],
              "default": false, "description": "Whether a slow attempt is joined by a second one, of which the first to answer is kept."
            },
            "breaker": {
              "anyOf": [
                {"type": "boolean"},
                {
                  "type": "object", "additionalProperties": false,
                  "properties": {
                    "failures": {"type": "integer", "minimum": 1, "maximum": 1000, "description": "Failures in a row; options.routing.breakerFailures when absent."},
                    "cooldownSeconds": {"type": "number", "minimum": 0.1, "maximum": 86400, "description": "Until it is tried again; options.routing.cooldownSeconds when absent."}
                  }
                }
              ],
              "description": "When a deployment is avoided; false for never."
            },
            "timeouts": {{SettingSchemas.Timeouts}},
            "cache": {
              "type": "object", "additionalProperties": false, "description": "Keeps complete answers for equal requests.",
              "properties": {
                "seconds": {"type": "number", "minimum": 1, "maximum": 31536000, "description": "How long an answer is kept."},
                "scope": {"enum": ["key", "shared"], "default": "key", "description": "Whether each key has its own answers, or all share them."}
              }
            },
            "listed": {"type": "boolean", "default": true, "description": "Whether GET /v1/models lists it."}
          }
        }
        """);
}
