using System.Text.Json;
using CsCheck;

namespace Fairlead.Protocols.Tests.OpenAI;

/// <summary>Generates JSON text as a client might write it: any white space, escapes, order and nesting.</summary>
internal static class JsonTexts
{
    public static readonly Gen<string> Space = Pick("", "", "", " ", "\n", "\t ", "\r\n  ");

    public static readonly Gen<string> Text = Gen.OneOf(
        Pick("\"\"", "\"a\"", "\"\\\"usage\\\":{\\\"prompt_tokens\\\":9}\"", "\"{[\\\\\"", "\"}\\\\\\\"]\"", "\"usage\"", "\"model\"", "\"\\u00e9\\ud83d\\ude00é😀\""),
        Gen.String[Gen.Char["ab\"\\{}[]:, é"], 0, 8].Select(static text => JsonSerializer.Serialize(text)));

    public static readonly Gen<string> Scalar = Gen.OneOf(Text, Pick("null", "true", "false", "0", "-1.50e+3", "12345678901234567890"));

    public static readonly Gen<string> Value = Gen.Recursive<string>((depth, inner) => depth > 3 ? Scalar : Gen.Frequency(
        (3, Scalar),
        (1, Gen.Select(inner, Space).Array[0, 3].Select(static items => $"[{string.Join(',', items.Select(static item => item.Item2 + item.Item1 + item.Item2))}]")),
        (2, Gen.Select(Text, inner, Space).Array[0, 3].Select(static members => Object(members.DistinctBy(static member => member.Item1))))));

    public static Gen<T> Pick<T>(params T[] items) => Gen.Int[0, items.Length - 1].Select(index => items[index]);

    /// <summary>An object of members, each with the white space that surrounds its parts.</summary>
    public static string Object(IEnumerable<(string Name, string Value, string Space)> members)
    {
        var items = members.Select(static member => $"{member.Space}{member.Name}{member.Space}:{member.Space}{member.Value}{member.Space}").ToArray();
        return $"{{{string.Join(',', items)}}}";
    }
}
