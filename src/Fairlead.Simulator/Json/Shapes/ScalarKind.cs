using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Fairlead.Simulator.Json.Shapes;

/// <summary>The kinds of values that are no shapes: <c>string</c>, <c>bool</c>, <c>int</c>, <c>long</c> (also as text),
/// <c>float</c>, <c>bytes</c> (Base64), <c>object</c> and <c>any</c>.</summary>
internal static class ScalarKind
{
    internal static bool Fits(JsonElement value, string kind) => kind switch
    {
        "any" => true,
        "string" => value.ValueKind == JsonValueKind.String,
        "bool" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "int" => IsWhole(value),
        "long" => IsWhole(value) || (value.ValueKind == JsonValueKind.String
            && long.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)),
        "float" => value.ValueKind == JsonValueKind.Number,
        "bytes" => value.ValueKind == JsonValueKind.String && IsBase64(value.GetString()!),
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => false,
    };

    private static bool IsWhole(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _);

    private static bool IsBase64(string text) => Base64.IsValid(Encoding.UTF8.GetBytes(text)) || Base64Url.IsValid(text);
}
