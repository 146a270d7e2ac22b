using System.Text.Json;

namespace Fairlead.Simulator.Faults;

/// <summary>An object of a script's JSON, read strictly: what is wrong is told with its place.</summary>
internal readonly struct ScriptObject
{
    private readonly JsonElement value;
    private readonly string at;

    /// <param name="value">The object.</param>
    /// <param name="at">Its place, empty for the whole script.</param>
    /// <param name="members">The only members that it may have.</param>
    internal ScriptObject(JsonElement value, string at, params ReadOnlySpan<string> members)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw new ArgumentException($"{(at.Length == 0 ? "A fault script" : at)} must be an object, but is {Told(value)}.");
        }

        this.value = value;
        this.at = at;
        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (!members.Contains(property.Name))
            {
                throw new ArgumentException(
                    $"{Place(property.Name)} is not known here; {(members.Length == 0 ? "there are no members" : $"there are {string.Join(", ", members)}")}.");
            }
        }
    }

    internal string Place(string name) => at.Length == 0 ? name : $"{at}.{name}";

    internal JsonElement? Member(string name) => value.TryGetProperty(name, out JsonElement member) ? member : null;

    internal string? Text(string name) => Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 } some => some,
        { } other => throw Wrong(name, "a text that is not empty", other),
    };

    internal int? Integer(string name) => Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out int integer) => integer,
        { } other => throw Wrong(name, "an integer", other),
    };

    internal double? Number(string name) => Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        { } other => throw Wrong(name, "a number", other),
    };

    internal TimeSpan? Seconds(string name) => Time(name, TimeSpan.TicksPerSecond);

    internal TimeSpan? Milliseconds(string name) => Time(name, TimeSpan.TicksPerMillisecond);

    internal T Required<T>(string name, T? read)
        where T : struct => read ?? throw new ArgumentException($"{Place(name)} is missing.");

    internal ArgumentException Wrong(string name, string wanted, JsonElement found) =>
        new($"{Place(name)} must be {wanted}, but is {Told(found)}.");

    private TimeSpan? Time(string name, long ticks) => Number(name) switch
    {
        null => null,
        { } count when count >= 0 && count * ticks <= ScriptRange.Longest.Ticks => new TimeSpan((long)(count * ticks)),
        _ => throw new ArgumentException($"{Place(name)} must be between 0 and seven days."),
    };

    private static string Told(JsonElement found) => found.ValueKind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        _ => found.GetRawText(),
    };
}
