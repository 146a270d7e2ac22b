namespace Fairlead.Server.Features.Agents;

/// <summary>The rules of an agent's fields, as the routes' schemas have them.</summary>
internal static class AgentRules
{
    /// <summary>The rule of the identifier.</summary>
    public const string Identifier = """{"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[A-Za-z0-9@_.+:=-]+$"}""";

    /// <summary>The members of an agent beside its identifier. Those that Port's exports carry and that mean nothing here are taken and left.</summary>
    public const string Members = """
        "title": {"type": ["string", "null"], "maxLength": 200},
        "icon": {"type": ["string", "null"], "maxLength": 100},
        "blueprint": {"type": "string", "description": "Taken from an export of Port's; not kept."},
        "team": {"type": ["array", "string", "null"], "description": "Taken from an export of Port's; not kept."},
        "relations": {"type": ["object", "null"], "description": "Taken from an export of Port's; not kept."},
        "createdAt": {"description": "As an agent is shown; not taken over."},
        "createdBy": {"description": "As an agent is shown; not taken over."},
        "updatedAt": {"description": "As an agent is shown; not taken over."},
        "updatedBy": {"description": "As an agent is shown; not taken over."},
        "properties": {
          "type": "object", "required": ["prompt"], "additionalProperties": false,
          "properties": {
            "description": {"type": ["string", "null"], "maxLength": 2500},
            "status": {"enum": ["active", "inactive"], "default": "active"},
            "tools": {"type": "array", "maxItems": 100, "items": {"type": "string", "minLength": 1, "maxLength": 1000}, "default": ["^(list|get|search|track|describe)_.*"]},
            "prompt": {"type": "string", "minLength": 1, "maxLength": 2500, "description": "The system prompt."},
            "execution_mode": {"enum": ["Automatic", "Approval Required"], "default": "Approval Required"},
            "conversation_starters": {"type": ["array", "null"], "maxItems": 50, "items": {"type": "string", "maxLength": 1000}},
            "allowed_blueprints": {"type": "array", "description": "Taken from an export of Port's; not kept."},
            "provider": {"type": ["string", "null"], "minLength": 1, "maxLength": 63},
            "model": {"type": ["string", "null"], "minLength": 1, "maxLength": 256},
            "labels": {"type": ["object", "null"], "maxProperties": 64, "additionalProperties": {"type": "string", "maxLength": 1000}}
          }
        }
        """;
}
