using System.Text;
using CsCheck;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Tests.Translation;

/// <summary>A change to a JSON text that leaves it JSON: a value becomes another, or a member goes by another name.</summary>
/// <param name="Place">Which value or name, counted round.</param>
/// <param name="Value">What takes its place.</param>
internal readonly record struct JsonMutation(int Place, string Value)
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1.10", "1e400", "99999999999999999999", "\"\"", "\"a\"", "\"\\ud800\"", "\"\\\"\\n\\u0000\"", "\"{}\"", "\"{\\\"a\\\":\"",
        "{}", "[]", "[null]", "[[]]", "[{}]", "{\"type\":\"text\"}", "{\"type\":\"tool_use\",\"text\":1}", "\"tool\"", "\"assistant\"",
    ];

    /// <summary>Some changes.</summary>
    public static Gen<JsonMutation[]> Some { get; } =
        Gen.Select(Gen.Int[0, 100_000], Gen.Int[0, Values.Length - 1], static (place, value) => new JsonMutation(place, Values[value])).Array[0, 4];

    /// <summary>The text after the changes.</summary>
    public static byte[] Apply(byte[] json, IEnumerable<JsonMutation> mutations)
    {
        foreach (var mutation in mutations)
        {
            json = mutation.Apply(json);
        }

        return json;
    }

    private byte[] Apply(byte[] json)
    {
        if (!JsonSlice.TryParse(json, out var whole))
        {
            return json;
        }

        var places = new List<(JsonSlice Slice, bool IsName)>();
        Collect(whole, places);
        var (slice, isName) = places[Place % places.Count];
        json.AsSpan().Overlaps(slice.Text.Span, out var start);
        return [.. json.AsSpan(0, start), .. isName ? "\"x\""u8 : Encoding.UTF8.GetBytes(Value), .. json.AsSpan(start + slice.Text.Length)];
    }

    private static void Collect(JsonSlice value, List<(JsonSlice Slice, bool IsName)> places)
    {
        places.Add((value, false));
        foreach (var member in value.Members)
        {
            places.Add((member.Name, true));
            Collect(member.Value, places);
        }

        foreach (var item in value.Items)
        {
            Collect(item, places);
        }
    }
}
