using System.Text;
using System.Text.Json;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json.Shapes;

namespace Fairlead.Simulator.GenerateContent;

/// <summary>Words what is wrong with a request's shape as Google's JSON reader does.</summary>
internal static class ProtoErrors
{
    private const string Package = "type.googleapis.com/google.ai.generativelanguage.v1beta.";

    internal static ApiError Of(IReadOnlyList<ShapeFault> faults)
    {
        (string Field, string Description)[] violations = [.. faults.Select(f => (FieldOf(f.Path), Describe(f)))];
        return GoogleErrors.InvalidArgument(string.Join('\n', violations.Select(v => v.Description))) with { Violations = violations };
    }

    /// <summary>The path as protocol buffers spell it: <c>tools[0].function_declarations[0].parameters</c>.</summary>
    internal static string FieldOf(IReadOnlyList<string> path)
    {
        var text = new StringBuilder();
        foreach (string step in path)
        {
            _ = char.IsAsciiDigit(step[0]) ? text.Append('[').Append(step).Append(']')
                : text.Append(text.Length > 0 ? "." : "").Append(Snake(step));
        }

        return text.ToString();
    }

    private static string Describe(ShapeFault fault)
    {
        string field = FieldOf(fault.Path);
        string at = field.Length > 0 ? $" at '{field}'" : "";
        return fault.Problem switch
        {
            ShapeProblem.Unknown => $"Invalid JSON payload received. Unknown name \"{fault.Name}\"{at}: Cannot find field.",
            ShapeProblem.UnwantedArray =>
                $"Invalid JSON payload received. Unknown name \"{Snake(fault.Name)}\"{at}: Proto field is not repeating, cannot start list.",
            ShapeProblem.SeveralChosen =>
                $"Invalid value{at} (oneof), oneof field 'data' is already set. Cannot set '{fault.Name}'",
            _ => $"Invalid value{at} ({TypeOf(fault)}), {Shown(fault.Value)}",
        };
    }

    private static string TypeOf(ShapeFault fault) => fault.Expected switch
    {
        "string" => "TYPE_STRING",
        "bool" => "TYPE_BOOL",
        "int" => "TYPE_INT32",
        "long" => "TYPE_INT64",
        "float" => "TYPE_FLOAT",
        "bytes" => "TYPE_BYTES",
        "object" => "type.googleapis.com/google.protobuf.Struct",
        _ when fault.Expected.Contains('|', StringComparison.Ordinal) || fault.Problem == ShapeProblem.NotAllowed =>
            Package + EnumOf(fault.Path.Last(step => !char.IsAsciiDigit(step[0]))),
        _ => Package + fault.Expected,
    };

    private static string EnumOf(string member) => member switch
    {
        "mode" => "FunctionCallingConfig.Mode",
        "thinkingLevel" => "ThinkingConfig.ThinkingLevel",
        "category" => "HarmCategory",
        "threshold" => "SafetySetting.HarmBlockThreshold",
        "behavior" => "FunctionDeclaration.Behavior",
        "responseModalities" => "GenerationConfig.Modality",
        "mediaResolution" => "GenerationConfig.MediaResolution",
        _ => char.ToUpperInvariant(member[0]) + member[1..],
    };

    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object or JsonValueKind.Array => "an aggregate",
        _ => value.GetRawText(),
    };

    private static string Snake(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{c}"));
}
