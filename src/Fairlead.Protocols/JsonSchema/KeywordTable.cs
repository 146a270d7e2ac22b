using System.Collections.Frozen;

namespace Fairlead.Protocols.JsonSchema;

/// <summary>Every keyword there is.</summary>
internal static class KeywordTable
{
    private static readonly FrozenDictionary<string, Keyword> Keywords = new[]
    {
        ValueKeywords.All, ObjectKeywords.All, ArrayKeywords.All, TextKeywords.All,
        NumberKeywords.All, CompositionKeywords.All, AnnotationKeywords.All,
    }.SelectMany(static group => group).ToFrozenDictionary(static keyword => keyword.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names(SchemaProfile profile) =>
        Keywords.Values.Where(keyword => IsIn(keyword, profile)).Select(static keyword => keyword.Name).Order(StringComparer.Ordinal);

    public static Keyword? Find(string name, SchemaProfile profile) =>
        Keywords.TryGetValue(name, out var keyword) && IsIn(keyword, profile) ? keyword : null;

    private static bool IsIn(Keyword keyword, SchemaProfile profile) => profile == SchemaProfile.Own || keyword.IsForOutput;
}
