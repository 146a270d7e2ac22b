using System.Text;
using Fairlead.Protocols.Json;
using Xunit;

namespace Fairlead.Protocols.Tests.Translation;

/// <summary>The golden matrix: every case in every dialect it can become. Adding a case is adding a file.</summary>
public sealed class GoldenTests
{
    public static TheoryData<string, Dialect, Dialect> Requests => Pairs("requests", static codec => true);

    public static TheoryData<string, Dialect, Dialect> Replies => Pairs("replies", static codec => codec.CreateWriter is not null);

    public static TheoryData<string, Dialect, Dialect> Streams => Pairs("streams", static codec => codec.CreateStreamWriter is not null);

    public static TheoryData<string, Dialect> Errors => [.. GoldenFolder.Cases("errors").Select(static entry => (entry.Name, entry.Dialect))];

    [Theory]
    [MemberData(nameof(Requests))]
    public void Request_InAnotherDialect_IsAsGolden(string name, Dialect client, Dialect upstream)
    {
        var (body, losses, _) = Translated.Request(Input("requests", name), client, upstream);

        GoldenFolder.Check("requests", name, $"{Word(upstream)}.json", Translated.Pretty(body, losses));
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void Request_WithoutOneOfItsFields_DiffersUnlessTheFieldIsLost(string name, Dialect client, Dialect upstream)
    {
        var input = Input("requests", name);
        var (whole, losses, _) = Translated.Request(input, client, upstream);
        Assert.True(JsonSlice.TryParse(input, out var body));
        foreach (var field in Optional(body))
        {
            var without = Translated.Request(Without(body, field), client, upstream).Body;

            Assert.True(
                !without.AsSpan().SequenceEqual(whole) || losses.Any(loss => loss.Field == field) || IsDefault(body, field),
                $"{name}: '{field}' disappears on the way to {upstream} and is not said to be lost.");
        }
    }

    [Theory]
    [MemberData(nameof(Replies))]
    public void Reply_InAnotherDialect_IsAsGolden(string name, Dialect upstream, Dialect client) =>
        GoldenFolder.Check("replies", name, $"{Word(client)}.json", Translated.Pretty(Translated.Reply(Input("replies", name), upstream, client)));

    [Theory]
    [MemberData(nameof(Streams))]
    public void Stream_InAnotherDialect_IsAsGolden(string name, Dialect upstream, Dialect client) =>
        GoldenFolder.Check("streams", name, $"{Word(client)}.sse", Encoding.UTF8.GetString(Translated.Stream(Translated.Events(Input("streams", name)), upstream, client)));

    [Theory]
    [MemberData(nameof(Errors))]
    public void Error_OfAVendor_IsAsGolden(string name, Dialect upstream)
    {
        Assert.True(JsonSlice.TryParse(Input("errors", name), out var body));
        var error = Codecs.Of(upstream).ReadError(body, null);

        GoldenFolder.Check("errors", name, "read.txt", $"{error.Kind}\n{error.Code}\n{error.Message}\n");
    }

    // What the dialects demand, and what is told apart from the body.
    private static List<string> Optional(JsonSlice body)
    {
        var names = new List<string>();
        foreach (var member in body.Members)
        {
            if (member.Name.AsString() is { } name and not ("model" or "messages" or "input" or "stream" or "stream_options"))
            {
                names.Add(name);
            }
        }

        return names;
    }

    private static bool IsDefault(JsonSlice body, string field) =>
        Conversations.Defaults.IsDefault(JsonSlice.Of(field), body[Encoding.UTF8.GetBytes(field)])
        || (field == "tool_choice" && Conversations.Defaults.IsNone(body["tool_choice"u8]) && !body["tools"u8].First.IsPresent);

    private static byte[] Without(JsonSlice body, string field)
    {
        var kept = new List<string>();
        foreach (var member in body.Members)
        {
            if (!member.Is(Encoding.UTF8.GetBytes(field)))
            {
                kept.Add($"{member.Name}:{member.Value}");
            }
        }

        return Encoding.UTF8.GetBytes($"{{{string.Join(',', kept)}}}");
    }

    private static byte[] Input(string kind, string name) => File.ReadAllBytes(GoldenFolder.Cases(kind).Single(entry => entry.Name == name).File);

    private static string Word(Dialect dialect) => dialect.ToString().ToLowerInvariant();

    private static TheoryData<string, Dialect, Dialect> Pairs(string kind, Func<Codec, bool> applies) =>
        [.. from entry in GoldenFolder.Cases(kind) from codec in Codecs.All where applies(codec) select (entry.Name, entry.Dialect, codec.Dialect)];
}
