using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary>A keyword where a schema uses it.</summary>
internal sealed record KeywordSite(JsonElement Value, Location At, SchemaNode Node, SchemaReader Reader)
{
    private const int FarthestExponent = 400;

    public void Fault(string message) => Reader.Problems.Add(At, message);

    public void Add(ICheck check) => Node.Checks.Add(check);

    public bool TryCount(out int count)
    {
        count = 0;
        var isWhole = Value.ValueKind == JsonValueKind.Number && ExactNumber.Of(Value).IsInteger;
        if (isWhole && Value.TryGetDouble(out var number) && number is >= 0 and <= int.MaxValue)
        {
            count = (int)number;
            return true;
        }

        Fault($"must be a whole number from 0 to {int.MaxValue}");
        return false;
    }

    public bool TryNumber()
    {
        if (Value.ValueKind != JsonValueKind.Number)
        {
            Fault("must be a number");
            return false;
        }

        if (ExactNumber.Of(Value).Exponent is < -FarthestExponent or > FarthestExponent)
        {
            Fault("is out of range");
            return false;
        }

        return true;
    }

    public bool TryText([NotNullWhen(true)] out string? text)
    {
        text = Value.ValueKind == JsonValueKind.String ? Value.GetString() : null;
        if (text is null)
        {
            Fault("must be a string");
        }

        return text is not null;
    }

    public bool TryFlag(out bool flag)
    {
        flag = Value.ValueKind == JsonValueKind.True;
        if (flag || Value.ValueKind == JsonValueKind.False)
        {
            return true;
        }

        Fault("must be true or false");
        return false;
    }

    /// <summary>The items, when there is at least one.</summary>
    public bool TryItems(out List<JsonElement> items)
    {
        items = Value.ValueKind == JsonValueKind.Array ? [.. Value.EnumerateArray()] : [];
        if (items.Count == 0)
        {
            Fault("must be an array with at least one item");
        }

        return items.Count > 0;
    }

    /// <summary>The schemas of an object, by name.</summary>
    public List<(string Name, SchemaNode Schema)> ReadNamed()
    {
        var schemas = new List<(string, SchemaNode)>();
        if (Value.ValueKind != JsonValueKind.Object)
        {
            Fault("must be an object whose fields are schemas");
            return schemas;
        }

        foreach (var (ordinal, member) in Value.EnumerateObject().Index())
        {
            if (Reader.ReadNode(member.Value, At.Member(member.Name, ordinal)) is { } schema)
            {
                schemas.Add((member.Name, schema));
            }
        }

        return schemas;
    }
}
