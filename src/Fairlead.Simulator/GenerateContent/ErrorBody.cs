using System.Text.Json;
using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.GenerateContent;

/// <summary>Google's error object: <c>{"error": {"code", "message", "status", "details"}}</c>.</summary>
internal static class ErrorBody
{
    private const string Types = "type.googleapis.com/google.rpc.";

    internal static void Write(Utf8JsonWriter json, ApiError error)
    {
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteNumber("code", error.Status);
        json.WriteString("message", error.Message);
        json.WriteString("status", error.Type);
        if (error.Code is not null || error.RetryAfter is not null || error.Violations.Count > 0)
        {
            json.WriteStartArray("details");
            WriteDetails(json, error);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteDetails(Utf8JsonWriter json, ApiError error)
    {
        if (error.Code is { } reason)
        {
            json.WriteStartObject();
            json.WriteString("@type", Types + "ErrorInfo");
            json.WriteString("reason", reason);
            json.WriteString("domain", "googleapis.com");
            json.WriteStartObject("metadata");
            json.WriteString("service", "generativelanguage.googleapis.com");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        if (error.RetryAfter is { } seconds)
        {
            json.WriteStartObject();
            json.WriteString("@type", Types + "RetryInfo");
            json.WriteString("retryDelay", $"{seconds}s");
            json.WriteEndObject();
        }

        if (error.Violations.Count > 0)
        {
            WriteViolations(json, error.Violations);
        }
    }

    private static void WriteViolations(Utf8JsonWriter json, IReadOnlyList<(string Field, string Description)> violations)
    {
        json.WriteStartObject();
        json.WriteString("@type", Types + "BadRequest");
        json.WriteStartArray("fieldViolations");
        foreach ((string field, string description) in violations)
        {
            json.WriteStartObject();
            if (field.Length > 0)
            {
                json.WriteString("field", field);
            }

            json.WriteString("description", description);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
