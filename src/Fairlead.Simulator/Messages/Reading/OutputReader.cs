using System.Text.Json;
using Fairlead.Simulator.Chat;

namespace Fairlead.Simulator.Messages.Reading;

/// <summary>Reads <c>output_config</c>, and <c>output_format</c>, which its <c>format</c> took the place of.</summary>
internal static class OutputReader
{
    internal static AnswerFormat Read(InputObject body)
    {
        InputObject? config = body.Object("output_config");
        config?.OneOf("effort", "low", "medium", "high", "xhigh", "max");
        config?.AllowOnly(["effort", "format", "task_budget"]);
        InputObject? old = body.Object("output_format");
        if ((config?.Object("format") ?? old) is not { } format)
        {
            return new AnswerFormat(false, null);
        }

        format.OneOf("type", "json_schema");
        format.RequiredText("type");
        format.AllowOnly(["type", "schema"]);
        JsonElement schema = (format.Object("schema") ?? throw format.Missing("schema")).Json;
        return ClosedSchema.Problem(schema) is { } problem
            ? throw format.Refuse("schema", problem)
            : new AnswerFormat(true, schema);
    }
}
