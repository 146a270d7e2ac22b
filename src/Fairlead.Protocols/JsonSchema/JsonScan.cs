using System.Runtime.InteropServices;
using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary>What must hold of any JSON before it is looked at: readable text, each name once, bounded size.</summary>
internal sealed class JsonScan
{
    private const int DeepestSchema = 64;
    private const int MostSchemaValues = 10_000;
    private const int DeepestDocument = 128;
    private const int LongestNumber = 1_000;

    private readonly Findings findings;
    private readonly int deepest;
    private readonly int most;
    private int values;
    private bool usable = true;

    private JsonScan(Findings findings, int deepest, int most)
    {
        this.findings = findings;
        this.deepest = deepest;
        this.most = most;
    }

    /// <summary>Scans a document; false when nothing more can be said of it.</summary>
    public static bool Document(JsonElement element, Findings findings) =>
        new JsonScan(findings, DeepestDocument, int.MaxValue).Run(element);

    /// <summary>Scans a schema; false when nothing more can be said of it.</summary>
    public static bool Schema(JsonElement element, Findings findings) =>
        new JsonScan(findings, DeepestSchema, MostSchemaValues).Run(element);

    private bool Run(JsonElement element)
    {
        Scan(element, Location.Root, 1);
        return usable;
    }

    private void Scan(JsonElement element, Location at, int depth)
    {
        if (depth > deepest)
        {
            Refuse(at, $"is nested more than {deepest} levels deep");
        }
        else if (++values > most)
        {
            Refuse(Location.Root, $"has more than {most} values");
        }

        if (!usable)
        {
            return;
        }

        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                ScanMembers(element, at, depth);
                break;
            case JsonValueKind.Array:
                ScanItems(element, at, depth);
                break;
            case JsonValueKind.String when !IsReadable(element.GetString):
                Refuse(at, "is not valid Unicode text");
                break;
            case JsonValueKind.Number when JsonMarshal.GetRawUtf8Value(element).Length > LongestNumber:
                Refuse(at, "has too many digits");
                break;
            case JsonValueKind.Undefined:
                Refuse(at, "is missing");
                break;
        }
    }

    private void ScanMembers(JsonElement element, Location at, int depth)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var ordinal = 0;
        foreach (var member in element.EnumerateObject())
        {
            if (!IsReadable(() => member.Name))
            {
                Refuse(at, "has a field whose name is not valid Unicode text");
                return;
            }

            var place = at.Member(member.Name, ordinal++);
            if (!names.Add(member.Name))
            {
                findings.Add(place, "is given twice");
            }

            Scan(member.Value, place, depth + 1);
            if (!usable)
            {
                return;
            }
        }
    }

    private void ScanItems(JsonElement element, Location at, int depth)
    {
        var index = 0;
        foreach (var item in element.EnumerateArray())
        {
            Scan(item, at.Item(index++), depth + 1);
            if (!usable)
            {
                return;
            }
        }
    }

    private void Refuse(Location at, string message)
    {
        usable = false;
        findings.Add(at, message);
    }

    /// <summary>Escapes can spell half a character (<c>\ud800</c>): JSON allows it, no string holds it.</summary>
    private static bool IsReadable(Func<string?> read)
    {
        try
        {
            return read() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
