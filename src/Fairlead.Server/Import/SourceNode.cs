using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Import;

/// <summary>
/// A value of a source. It remembers whether it was read, so that at the end all that nobody read can be noted: a reader of a field that there is no code for does not
/// have to exist for the field to be spoken of.
/// </summary>
internal sealed class SourceNode
{
    private readonly List<KeyValuePair<string, SourceNode>> members = [];
    private readonly List<SourceNode> items = [];
    private readonly JsonNode? value;
    private readonly SourceNotes notes;
    private bool isTaken;

    private SourceNode(SourceDocument document, JsonNode? value, string path, SourceNotes notes)
    {
        this.value = value;
        this.notes = notes;
        Path = path;
        Position = document.Find(path);
        if (value is JsonArray array)
        {
            items.AddRange(array.Select((item, index) => new SourceNode(document, item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), notes)));
        }
        else if (value is JsonObject map)
        {
            members.AddRange(map.Select(member => KeyValuePair.Create(member.Key, new SourceNode(document, member.Value, Problem.Join(path, member.Key), notes))));
            Merge();
        }
    }

    /// <summary>Its path in the source.</summary>
    public string Path { get; }

    /// <summary>Its place in the source.</summary>
    public SourcePosition Position { get; }

    /// <summary>The members of a mapping that have a value.</summary>
    public IEnumerable<KeyValuePair<string, SourceNode>> Members => members.Where(static member => member.Value.value is not null);

    /// <summary>The items of a list that have a value; what is no list is its own only item.</summary>
    public IEnumerable<SourceNode> Items => value is JsonArray ? items.Where(static item => item.value is not null) : [this];

    public bool IsMapping => value is JsonObject;

    public bool IsList => value is JsonArray;

    /// <summary>A document's root.</summary>
    public static SourceNode Of(SourceDocument document, SourceNotes notes) => new(document, document.Root, string.Empty, notes);

    /// <summary>A member with a value; null when there is none.</summary>
    public SourceNode? Find(string name) => members.Find(member => member.Key == name).Value is { value: not null } found ? found : null;

    /// <summary>Puts a member of another document here: lists grow, what else there is of the name is replaced.</summary>
    public void Include(string name, SourceNode node)
    {
        var index = members.FindIndex(member => member.Key == name);
        if (index < 0)
        {
            members.Add(KeyValuePair.Create(name, node));
        }
        else if (members[index].Value.IsList && node.IsList)
        {
            members[index].Value.items.AddRange(node.items);
        }
        else
        {
            members[index].Value.Note("is replaced by the included file's");
            members[index] = KeyValuePair.Create(name, node);
        }
    }

    /// <summary>The texts in all of it, which are not read by this.</summary>
    public IEnumerable<string> Leaves() =>
        value is JsonValue scalar && scalar.GetValueKind() == JsonValueKind.String ? [scalar.GetValue<string>()] : Children().SelectMany(static child => child.Leaves());

    /// <summary>Its text; a note and null when it is a mapping or a list.</summary>
    public string? Text()
    {
        if (value is JsonValue scalar)
        {
            Take();
            return scalar.GetValueKind() == JsonValueKind.String ? scalar.GetValue<string>() : scalar.ToJsonString();
        }

        Note("must be text; it is left out");
        return null;
    }

    /// <summary>Its number, which may be written as text; a note and null when it is none.</summary>
    public decimal? Number()
    {
        if (value is JsonValue && decimal.TryParse(notes.Reading(Text()!).Replace("_", string.Empty, StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Note("must be a number here, and not one from the environment; it is left out");
        return null;
    }

    /// <summary>Its positive whole number; a note and null when it is none.</summary>
    public int? Count()
    {
        if (Number() is not { } number)
        {
            return null;
        }

        if (number is >= 1 and <= int.MaxValue)
        {
            return (int)number;
        }

        Note("must be a whole number above zero; it is left out");
        return null;
    }

    /// <summary>Its number, brought between two others, with a note when it was not; null when it is none.</summary>
    public decimal? NumberWithin(decimal least, decimal most)
    {
        var given = Number();
        if (given is not { } number || (number >= least && number <= most))
        {
            return given;
        }

        var within = Math.Clamp(number, least, most);
        Note(string.Create(CultureInfo.InvariantCulture, $"is out of range; it becomes {within}"));
        return within;
    }

    /// <summary>Its truth, in the spellings of YAML 1.1; a note and null when it is none.</summary>
    public bool? Flag()
    {
        switch (value is JsonValue ? notes.Reading(Text()!).ToUpperInvariant() : null)
        {
            case "TRUE" or "YES" or "ON":
                return true;
            case "FALSE" or "NO" or "OFF":
                return false;
            default:
                Note("must be true or false here, and not from the environment; it is left out");
                return null;
        }
    }

    /// <summary>Marks all of it as read.</summary>
    public void Take()
    {
        isTaken = true;
        foreach (var child in Children())
        {
            child.Take();
        }
    }

    /// <summary>Says what happens instead of it.</summary>
    public void Note(string message) => Say(ImportSeverity.Note, message);

    /// <summary>Says why it cannot run.</summary>
    public void Refuse(string message) => Say(ImportSeverity.Problem, message);

    /// <summary>Says something of it without taking it for read.</summary>
    public void Remark(string message) => notes.Add(ImportSeverity.Note, Position, Path, message);

    /// <summary>Notes all that nobody has read: a mapping or a list of which nothing was read as one.</summary>
    /// <param name="explain">What happens instead of what stands at a path.</param>
    public void NoteUnread(Func<string, string> explain)
    {
        if (isTaken || value is null)
        {
            return;
        }

        if (value is JsonValue || (Children().Any() && !Children().Any(static child => child.IsRead())))
        {
            Note(explain(Path));
            return;
        }

        foreach (var child in Children())
        {
            child.NoteUnread(explain);
        }
    }

    // https://yaml.org/type/merge.html: what the mapping says itself wins, then the earlier of several.
    private void Merge()
    {
        foreach (var merged in members.Where(static member => member.Key == "<<").SelectMany(static member => member.Value.Items).ToList())
        {
            foreach (var (name, node) in merged.members)
            {
                if (members.Exists(member => member.Key == name))
                {
                    node.Take();
                }
                else
                {
                    members.Add(KeyValuePair.Create(name, node));
                }
            }
        }

        members.RemoveAll(static member => member.Key == "<<");
    }

    private IEnumerable<SourceNode> Children() => items.Concat(members.Select(static member => member.Value));

    private bool IsRead() => isTaken || Children().Any(static child => child.IsRead());

    private void Say(ImportSeverity severity, string message)
    {
        Take();
        notes.Add(severity, Position, Path, message);
    }
}
