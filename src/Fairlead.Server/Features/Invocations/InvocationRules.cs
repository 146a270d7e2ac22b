namespace Fairlead.Server.Features.Invocations;

/// <summary>The rules of the fields that both routes take, as their schemas have them.</summary>
internal static class InvocationRules
{
    public const string Common = """
        "prompt": {"type": "string", "minLength": 1, "description": "What to do. The same field as userPrompt."},
        "userPrompt": {"type": "string", "minLength": 1, "description": "What to do. The same field as prompt."},
        "labels": {"type": "object", "maxProperties": 64, "additionalProperties": {"type": "string", "maxLength": 1000}},
        "provider": {"type": "string", "minLength": 1, "maxLength": 63, "description": "A provider's identifier; the organization's default when absent."},
        "model": {"type": "string", "minLength": 1, "maxLength": 256},
        "outputSchema": {"type": "object", "description": "A JSON Schema of type object; the answer is JSON that satisfies it."},
        "temperature": {"type": "number", "minimum": 0, "maximum": 2},
        "maxTokens": {"type": "integer", "minimum": 1, "maximum": 2147483647},
        "executionMode": {"enum": ["Automatic", "Approval Required"], "default": "Approval Required"},
        "tools": {"type": "array", "maxItems": 100, "items": {"type": "string", "maxLength": 1000}, "description": "Patterns over tool names; [] for none."},
        "mcpServers": {
          "type": "array", "maxItems": 5,
          "items": {"type": "object", "required": ["identifier"], "additionalProperties": false, "properties": {"identifier": {"type": "string", "minLength": 1, "maxLength": 100}}}
        }
        """;
}
