using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Fairlead.Protocols.OpenAI;
using Xunit;

namespace Fairlead.Protocols.Tests.OpenAI;

public sealed class BodyEditsTests
{
    private static readonly Gen<string> Options = JsonTexts.Pick(
        "null", "{}", "{ }", "[1]", "{\"include_usage\" : true}", "{\"a\":[{}],\"include_us\\u0061ge\":{\"b\":1}}", "{\"include_usage\":null,\"b\":1}", "{ \"b\":[{}] }");

    private static readonly Gen<(string Name, string Value, string Space)> Member = Gen.OneOf(
        Gen.Select(Gen.Int[0, RequestFieldNames.Count - 1], JsonTexts.Value, JsonTexts.Space)
            .Select(static (field, value, space) => ($"\"{RequestFieldNames.Of((RequestField)field)}\"", value, space)),
        Gen.Select(Options, JsonTexts.Space).Select(static (options, space) => ("\"stream_options\"", options, space)),
        Gen.Select(Gen.Int[0, 99], JsonTexts.Value, JsonTexts.Space).Select(static (number, value, space) => ($"\"x\\u0061{number}\"", value, space)));

    private static readonly Gen<string> Body = Gen.Select(Member.Array[0, 10], Gen.Int[0, 10], JsonTexts.Space).Select(static (members, at, space) =>
    {
        var others = members.DistinctBy(static member => member.Name).Where(static member => member.Name != "\"model\"").ToList();
        others.Insert(Math.Min(at, others.Count), ("\"model\"", "\"m\"", space));
        return space + JsonTexts.Object(others) + space;
    });

    [Theory]
    [InlineData("{\"seed\":1,\"model\":\"m\"}", "{\"model\":\"m\"}")]
    [InlineData("{ \"seed\" : 1 , \"model\":\"m\"}", "{ \"model\":\"m\"}")]
    [InlineData("{\"model\":\"m\" , \"seed\":1 }", "{\"model\":\"m\" }")]
    [InlineData("{\"a\":1,\"seed\":1,\"stop\":[\",\"],\"model\":\"m\"}", "{\"a\":1,\"model\":\"m\"}")]
    [InlineData("{\"seed\":1,\"stop\":\"}\",\"model\":\"m\",\"top_p\":1}", "{\"model\":\"m\"}")]
    [InlineData("{\"seed\":1\n,\n\"a\":1,\"stop\":2,\"model\":\"m\"}", "{\n\"a\":1,\"model\":\"m\"}")]
    public void Remove_Fields_TakeTheirCommasAlong(string body, string expected) =>
        AssertEdited(body, expected, static (edits, outline) => RemovePresent(edits, outline, RequestField.Seed, RequestField.Stop, RequestField.TopP));

    [Fact]
    public void Remove_OnlyFields_LeavesAnEmptyObject()
    {
        AssertEdited("{ \"model\":\"m\" }", "{ }", static (edits, outline) => RemovePresent(edits, outline, RequestField.Model));
        AssertEdited("{\"seed\":1,\"model\":\"m\"}", "{}", static (edits, outline) => RemovePresent(edits, outline, RequestField.Model, RequestField.Seed));
    }

    [Theory]
    [InlineData("{\"model\":\"m\"}", "{\"stream_options\":{\"include_usage\":true},\"model\":\"m\"}")]
    [InlineData("{\"model\":\"m\",\"stream_options\":null}", "{\"model\":\"m\",\"stream_options\":{\"include_usage\":true}}")]
    [InlineData("{\"model\":\"m\",\"stream_options\":{ }}", "{\"model\":\"m\",\"stream_options\":{\"include_usage\":true}}")]
    [InlineData("{\"model\":\"m\",\"stream_options\":{ \"a\":1}}", "{\"model\":\"m\",\"stream_options\":{\"include_usage\":true, \"a\":1}}")]
    [InlineData("{\"model\":\"m\",\"stream_options\":{ \"include_usage\" : false, \"a\":1}}", "{\"model\":\"m\",\"stream_options\":{ \"include_usage\" : true, \"a\":1}}")]
    public void IncludeUsage_AnyForm_AsksForUsage(string body, string expected) =>
        AssertEdited(body, expected, static (edits, outline) => edits.IncludeUsage(outline));

    [Fact]
    public void Seal_ManyEditsBesideAnInsertionAndARemovalAtTheHead_KeepsTheInsertionFirst()
    {
        const int count = 40;
        var body = $$"""{"seed":1,"model":"m","input":[{{string.Join(',', Enumerable.Repeat("0", count))}}]}""";
        var expected = $$$"""{"stream_options":{"include_usage":true},"model":"m","input":[{{{string.Join(',', Enumerable.Repeat("22", count))}}}]}""";
        AssertEdited(body, expected, static (edits, outline) =>
        {
            var first = outline[RequestField.Input].Start + 1;
            foreach (var item in Enumerable.Range(0, count).Reverse())
            {
                edits.Replace(first + (2 * item), first + (2 * item) + 1, "22"u8.ToArray());
            }

            edits.IncludeUsage(outline);
            edits.Remove(outline[RequestField.Seed]);
        });
    }

    [Fact]
    public void Items_NoChange_AreNone() => AssertEdited(" {\"model\":\"m\"} ", " {\"model\":\"m\"} ", static (edits, _) => Assert.True(edits.IsEmpty));

    [Fact]
    public void Items_RandomChanges_GiveTheExpectedObject() =>
        Gen.Select(Body, Gen.Int[0, (1 << RequestFieldNames.Count) - 1], Gen.Bool, Gen.Bool).Sample(
            static (text, removals, renames, addsUsage) =>
            {
                var body = Segments.Cut(Encoding.UTF8.GetBytes(text), text.Length / 3, text.Length / 2);
                Assert.Null(RequestScanner.Scan(body, out var outline));
                RequestField[] removed = [.. Enum.GetValues<RequestField>()
                    .Where(field => field != RequestField.Model && (field != RequestField.StreamOptions || !addsUsage) && (removals >> (int)field & 1) != 0)];

                var edits = Edit(body, outline, removed, renames, addsUsage);
                var edited = Apply(edits, body);
                Assert.True(
                    JsonElement.DeepEquals(Parse(Expect(text, removed, renames, addsUsage)), Parse(edited)),
                    $"{text} became {Encoding.UTF8.GetString(edited)}");
                AssertKept(body.ToArray(), edited, outline, removed, addsUsage);
            },
            iter: 2_000);

    private static BodyEdits Edit(in ReadOnlySequence<byte> body, RequestOutline outline, RequestField[] removed, bool renames, bool addsUsage)
    {
        var edits = new BodyEdits();
        if (renames)
        {
            edits.ReplaceValue(outline[RequestField.Model], "\"other/model\""u8.ToArray());
        }

        RemovePresent(edits, outline, removed);
        if (addsUsage)
        {
            edits.IncludeUsage(outline);
        }

        edits.Seal(body, outline);
        return edits;
    }

    private static byte[] Expect(string text, RequestField[] removed, bool renames, bool addsUsage)
    {
        using var document = JsonDocument.Parse(text);
        var members = document.RootElement.EnumerateObject().ToDictionary(static member => member.Name, static member => member.Value.GetRawText());
        foreach (var field in removed)
        {
            members.Remove(RequestFieldNames.Of(field));
        }

        members["model"] = renames ? "\"other/model\"" : members["model"];
        if (addsUsage)
        {
            var options = members.TryGetValue("stream_options", out var given) ? JsonNode.Parse(given) as JsonObject ?? [] : [];
            options["include_usage"] = true;
            members["stream_options"] = options.ToJsonString();
        }

        return Encoding.UTF8.GetBytes($"{{{string.Join(',', members.Select(static member => $"{JsonSerializer.Serialize(member.Key)}:{member.Value}"))}}}");
    }

    // Every field that nothing was asked of is still there, byte for byte from its name to the end of its value.
    private static void AssertKept(byte[] body, byte[] edited, RequestOutline outline, RequestField[] removed, bool addsUsage)
    {
        foreach (var field in Enum.GetValues<RequestField>().Except([RequestField.Model, .. removed]))
        {
            if (outline[field].IsPresent && !(field == RequestField.StreamOptions && addsUsage))
            {
                Assert.True(edited.AsSpan().IndexOf(body.AsSpan(outline[field].Name..outline[field].End)) >= 0);
            }
        }
    }

    private static void AssertEdited(string text, string expected, Action<BodyEdits, RequestOutline> change)
    {
        var body = Segments.Cut(Encoding.UTF8.GetBytes(text), 1, text.Length / 2);
        Assert.Null(RequestScanner.Scan(body, out var outline));
        var edits = new BodyEdits();
        change(edits, outline);
        edits.Seal(body, outline);
        Assert.Equal(expected, Encoding.UTF8.GetString(Apply(edits, body)));
    }

    private static void RemovePresent(BodyEdits edits, RequestOutline outline, params RequestField[] fields)
    {
        foreach (var field in fields.Where(field => outline[field].IsPresent))
        {
            edits.Remove(outline[field]);
        }
    }

    // In order and apart: a change that began before the last one's end would show here.
    private static byte[] Apply(BodyEdits edits, in ReadOnlySequence<byte> body)
    {
        var edited = new List<byte>();
        var position = 0;
        foreach (var edit in edits.Items)
        {
            Assert.InRange(edit.Start, position, edit.End);
            edited.AddRange(body.Slice(position, edit.Start - position).ToArray());
            edited.AddRange(edit.Replacement.ToArray());
            position = edit.End;
        }

        edited.AddRange(body.Slice(position).ToArray());
        Assert.Equal(edited.Count, edits.LengthOf(body));
        return [.. edited];
    }

    private static JsonElement Parse(byte[] json) => JsonElement.Parse(json);
}
