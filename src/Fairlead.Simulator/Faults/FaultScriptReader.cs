using System.Text.Json;

namespace Fairlead.Simulator.Faults;

/// <summary>Reads scripts and their rules.</summary>
internal static class FaultScriptReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    internal static FaultScript Read(ReadOnlySpan<byte> json)
    {
        JsonElement root;
        try
        {
            root = JsonElement.Parse(json, Strict);
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"A fault script is JSON, but this is not: {exception.Message}", exception);
        }

        var script = new ScriptObject(root, "", "rules");
        JsonElement rules = script.Required("rules", script.Member("rules"));
        return rules.ValueKind == JsonValueKind.Array
            ? new FaultScript([.. rules.EnumerateArray().Select((rule, i) => Rule(rule, $"rules[{i}]"))]).Checked()
            : throw script.Wrong("rules", "an array", rules);
    }

    private static FaultRule Rule(JsonElement value, string at)
    {
        var rule = new ScriptObject(value, at, "model", "path", "from", "to", "count", "share", "period", "fault");
        JsonElement fault = rule.Required("fault", rule.Member("fault"));
        return new FaultRule(FaultReader.Read(fault, $"{at}.fault"))
        {
            Model = rule.Text("model"),
            Path = rule.Text("path"),
            From = rule.Seconds("from") ?? TimeSpan.Zero,
            To = rule.Seconds("to"),
            Count = rule.Integer("count"),
            Share = rule.Number("share") ?? 1,
            Period = rule.Member("period") is { } period ? Period(period, $"{at}.period") : null,
        };
    }

    private static FaultPeriod Period(JsonElement value, string at)
    {
        var period = new ScriptObject(value, at, "upSeconds", "downSeconds");
        return new FaultPeriod(
            period.Required("upSeconds", period.Seconds("upSeconds")), period.Required("downSeconds", period.Seconds("downSeconds")));
    }
}
