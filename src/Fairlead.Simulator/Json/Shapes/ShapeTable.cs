using System.Text.Json;

namespace Fairlead.Simulator.Json.Shapes;

/// <summary>The shapes of a vendor's requests, as its reference lists them, and the check of a value against them.</summary>
internal sealed class ShapeTable
{
    private readonly Dictionary<string, Shape> shapes;
    private readonly StringComparer values;

    /// <param name="text">One shape a line, as <see cref="Shape.Parse"/> reads it.</param>
    /// <param name="values">How the values of an enumeration are compared.</param>
    internal ShapeTable(string text, StringComparer values)
    {
        this.values = values;
        shapes = text
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(Shape.Parse)
            .ToDictionary(s => s.Name, StringComparer.Ordinal);
    }

    /// <summary>Everything wrong with the value, in the order of the document.</summary>
    internal IEnumerable<ShapeFault> Check(JsonElement value, string shape) => CheckObject(value, shapes[shape], []);

    private IEnumerable<ShapeFault> CheckObject(JsonElement value, Shape shape, string[] path)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return [new ShapeFault(ShapeProblem.WrongKind, path, "", shape.Name, value)];
        }

        JsonProperty[] present = [.. value.EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Null)];
        return present.SelectMany(p => CheckMember(p, shape, path)).Concat(CheckPresence(value, shape, present, path));
    }

    private IEnumerable<ShapeFault> CheckMember(JsonProperty member, Shape shape, string[] path)
    {
        if (!shape.Fields.TryGetValue(member.Name, out ShapeField? field))
        {
            return [new ShapeFault(ShapeProblem.Unknown, path, member.Name, shape.Name, member.Value)];
        }

        string[] at = [.. path, member.Name];
        return field switch
        {
            { Repeated: true } when member.Value.ValueKind != JsonValueKind.Array =>
                [new ShapeFault(ShapeProblem.WrongKind, at, "", field.Kind, member.Value)],
            { Repeated: true } => member.Value.EnumerateArray().SelectMany((item, i) => CheckValue(item, field.Kind, [.. at, $"{i}"])),
            { Mapped: true } when member.Value.ValueKind != JsonValueKind.Object =>
                [new ShapeFault(ShapeProblem.WrongKind, at, "", field.Kind, member.Value)],
            { Mapped: true } => member.Value.EnumerateObject().SelectMany((entry, i) => CheckValue(entry.Value, field.Kind, [.. at, $"{i}", "value"])),
            _ => CheckValue(member.Value, field.Kind, at),
        };
    }

    private IEnumerable<ShapeFault> CheckValue(JsonElement value, string kind, string[] path)
    {
        if (shapes.TryGetValue(kind, out Shape? shape))
        {
            return CheckObject(value, shape, path);
        }

        if (kind.Contains('|', StringComparison.Ordinal) && value.ValueKind == JsonValueKind.String)
        {
            return kind.Split('|').Contains(value.GetString(), values)
                ? []
                : [new ShapeFault(ShapeProblem.NotAllowed, path, "", kind.Replace("|", ", ", StringComparison.Ordinal), value)];
        }

        return ScalarKind.Fits(value, kind) ? []
            : value.ValueKind == JsonValueKind.Array ? [new ShapeFault(ShapeProblem.UnwantedArray, path[..^1], path[^1], kind, value)]
            : [new ShapeFault(ShapeProblem.WrongKind, path, "", kind, value)];
    }

    private static IEnumerable<ShapeFault> CheckPresence(JsonElement value, Shape shape, JsonProperty[] present, string[] path)
    {
        foreach (ShapeField field in shape.Fields.Values.Where(f => f.Required && present.All(p => p.Name != f.Name)))
        {
            yield return new ShapeFault(ShapeProblem.Missing, path, field.Name, field.Kind, value);
        }

        JsonProperty[] chosen = [.. present.Where(p => shape.Fields.TryGetValue(p.Name, out ShapeField? f) && f.Chosen)];
        if (chosen.Length > 1)
        {
            yield return new ShapeFault(ShapeProblem.SeveralChosen, path, chosen[1].Name, shape.Name, value);
        }
        else if (chosen.Length == 0 && shape.MustChoose && present.All(p => shape.Fields.ContainsKey(p.Name)))
        {
            yield return new ShapeFault(ShapeProblem.NoneChosen, path, "", $"{shape.Name}: {string.Join(", ", shape.Fields.Keys)}", value);
        }
    }
}
