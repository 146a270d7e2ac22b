using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary>
/// The part of a document that its schema has nothing against: rules beyond the schema are checked on it, so that all that is wrong is told at once.
/// What was refused is left out of it, but for an array's items, whose places are taken by empty objects.
/// </summary>
public sealed class SoundPart
{
    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    private readonly HashSet<string> refused;

    private SoundPart(JsonElement root, HashSet<string> refused)
    {
        Root = root;
        this.refused = refused;
    }

    /// <summary>The part.</summary>
    public JsonElement Root { get; }

    /// <summary>Checks a document.</summary>
    /// <param name="schema">What it is checked against.</param>
    /// <param name="document">The document.</param>
    /// <param name="problems">What the schema has against it.</param>
    /// <param name="part">The part without that; null when the rest is not known to be sound.</param>
    public static bool TryRead(Schema schema, JsonElement document, out IReadOnlyList<Problem> problems, [NotNullWhen(true)] out SoundPart? part)
    {
        problems = schema.Validate(document);
        var refused = problems.Select(static problem => problem.Path).ToHashSet(StringComparer.Ordinal);
        part = refused.Count == 0 ? new SoundPart(document, refused)
            : refused.Contains(string.Empty) || document.ValueKind != JsonValueKind.Object || problems.Count >= Findings.Most ? null
            : Without(schema, document, refused);
        return part is not null;
    }

    /// <summary>Whether the document has a member, sound or not.</summary>
    public bool Has(string member) => Root.TryGetProperty(member, out _) || refused.Any(path => Problem.IsWithin(path, member));

    // What the schema still has against it is either of what was left out, or was hidden by it, and then nothing can be relied on.
    private static SoundPart? Without(Schema schema, JsonElement document, HashSet<string> refused)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output))
        {
            Write(writer, document, string.Empty, refused);
        }

        var rest = JsonElement.Parse(output.WrittenSpan);
        return schema.Validate(rest).All(problem => refused.Any(path => Problem.IsWithin(problem.Path, path))) ? new SoundPart(rest, refused) : null;
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, string path, HashSet<string> refused)
    {
        if (!refused.Any(place => Problem.IsWithin(place, path)))
        {
            value.WriteTo(writer);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            WriteItems(writer, value, path, refused);
        }
        else
        {
            WriteMembers(writer, value, path, refused);
        }
    }

    private static void WriteItems(Utf8JsonWriter writer, JsonElement array, string path, HashSet<string> refused)
    {
        writer.WriteStartArray();
        foreach (var (index, item) in array.EnumerateArray().Index())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
            if (refused.Contains(place))
            {
                Nothing.WriteTo(writer);
            }
            else
            {
                Write(writer, item, place, refused);
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteMembers(Utf8JsonWriter writer, JsonElement value, string path, HashSet<string> refused)
    {
        writer.WriteStartObject();
        foreach (var member in value.EnumerateObject())
        {
            var place = Problem.Join(path, member.Name);
            if (!refused.Contains(place))
            {
                writer.WritePropertyName(member.Name);
                Write(writer, member.Value, place, refused);
            }
        }

        writer.WriteEndObject();
    }
}
