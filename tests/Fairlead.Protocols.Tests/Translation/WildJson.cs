using CsCheck;

namespace Fairlead.Protocols.Tests.Translation;

/// <summary>JSON that speaks a dialect's words in any order, to frighten its readers.</summary>
internal static class WildJson
{
    /// <summary>Values whose members have the names given.</summary>
    public static Gen<string> Of(params string[] names)
    {
        var name = Gen.Int[0, names.Length - 1].Select(index => $"\"{names[index]}\"");
        var scalar = Gen.OneOf(
            Gen.Int[0, Scalars.Length - 1].Select(static index => Scalars[index]),
            name);
        return Gen.Recursive<string>((depth, inner) => depth > 5 ? scalar : Gen.Frequency(
            (1, scalar),
            (2, inner.Array[0, 2].Select(static items => $"[{string.Join(',', items)}]")),
            (5, Gen.Select(name, inner).Array[0, 3].Select(static members => $"{{{string.Join(',', members.Select(static pair => $"{pair.Item1}:{pair.Item2}"))}}}"))));
    }

    private static readonly string[] Scalars =
        ["null", "true", "false", "\"\"", "\"a\"", "\"\\ud800\"", "\"\\\"\\n\"", "0", "1", "-1", "2.5", "1e400", "99999999999999999999", "{}", "[]", "\"STOP\"", "\"tool_use\""];
}
