using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;
using Xunit;

namespace Fairlead.Protocols.Tests.Translation;

/// <summary>Tools by the names an upstream takes, and back by the client's.</summary>
public sealed partial class ToolNameTests
{
    private const string Called = "get_weather";

    public static TheoryData<string, string, string?> Renamed => new()
    {
        { "codex.responses", "status", "mcp__burp__" },
        { "codex.responses", "status", "mcp__burp" },
        { "codex.responses", "create_event", "mcp__calendar" },
        { "codex.responses", "list_proxy_http_history_entries_that_match_a_regular_expression", "mcp__burp__" },
        { "codex_lite.responses", "exec_command", "functions" },
        { "long_names.messages", "mcp__plugin_atlassian_enterprise_cloud_connector__getTransitionsForJiraIssue", null },
        { "long_names.messages", "mcp__plugin_atlassian_enterprise_cloud_connector__getTransitionsForJiraIssueWithComments", null },
        { "odd_names.chat", "clock.now", null },
        { "odd_names.chat", "clock_now", null },
        { "odd_names.chat", "2nd/zeit:für", null },
    };

    [Theory]
    [MemberData(nameof(Renamed))]
    public void Answer_WithACallOfARenamedTool_HasTheClientsName(string request, string name, string? group)
    {
        foreach (var upstream in Codecs.All.Where(upstream => upstream.Dialect != ClientOf(request)))
        {
            var (reply, wire) = Sent(request, upstream.Dialect, name, group);

            var call = Calls(Whole(wire, upstream.Dialect, ClientOf(request), reply)).First();

            Assert.Equal((name, group), call);
        }
    }

    [Theory]
    [MemberData(nameof(Renamed))]
    public void Stream_WithACallOfARenamedTool_HasTheClientsNameAlone(string request, string name, string? group)
    {
        foreach (var upstream in Codecs.All.Where(upstream => upstream.Dialect != ClientOf(request)))
        {
            var (reply, wire) = Sent(request, upstream.Dialect, name, group);

            var calls = Streamed(wire, upstream.Dialect, ClientOf(request), reply);

            Assert.Contains((name, group), calls);
            Assert.All(calls, call => Assert.True(call.Name == name || Untouched().IsMatch(call.Name), $"{upstream.Dialect}: {call.Name}"));
        }
    }

    [Fact]
    public void Answer_WithACallOfTheSearch_IsASearchCall()
    {
        foreach (var upstream in Codecs.All.Where(static upstream => upstream.Dialect != Dialect.Responses))
        {
            var (reply, wire) = Sent("codex.responses", upstream.Dialect, "tool_search", null);

            var item = Items(Whole(wire, upstream.Dialect, Dialect.Responses, reply)).First(static item => item.GetProperty("type").GetString()!.EndsWith("_call", StringComparison.Ordinal));

            Assert.Equal("tool_search_call", item.GetProperty("type").GetString());
            Assert.Equal("client", item.GetProperty("execution").GetString());
            Assert.Equal(JsonValueKind.String, item.GetProperty("call_id").ValueKind);
            Assert.True(item.GetProperty("arguments").TryGetProperty("city", out _));
        }
    }

    [Fact]
    public void Stream_WithACallOfTheSearch_TellsItWhole()
    {
        foreach (var upstream in Codecs.All.Where(static upstream => upstream.Dialect != Dialect.Responses))
        {
            var (reply, wire) = Sent("codex.responses", upstream.Dialect, "tool_search", null);
            var stream = Streamed("tools", wire, upstream.Dialect, Dialect.Responses, reply);

            var done = Events(stream).Last(static told => told.GetProperty("type").GetString() == "response.output_item.done" && told.GetProperty("item").GetProperty("type").GetString() == "tool_search_call");

            Assert.Equal(JsonValueKind.Object, done.GetProperty("item").GetProperty("arguments").ValueKind);
            Assert.DoesNotContain(
                Events(stream),
                told => told.GetProperty("type").GetString()!.Contains("arguments", StringComparison.Ordinal) && told.GetProperty("item_id").GetString() == done.GetProperty("item").GetProperty("id").GetString());
        }
    }

    [Fact]
    public void Answer_WithACallOfACustomToolInANamespace_IsText()
    {
        var (reply, wire) = Sent("codex_lite.responses", Dialect.Messages, "exec", "functions");
        var body = $$"""{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"tool_use","id":"t","name":"{{wire}}","input":{"input":"2+2"} }],"stop_reason":"tool_use","usage":{"input_tokens":1,"output_tokens":1} }""";

        var item = Items(Translated.Reply(Encoding.UTF8.GetBytes(body), Dialect.Messages, Dialect.Responses, reply)).Single();

        Assert.Equal("custom_tool_call", item.GetProperty("type").GetString());
        Assert.Equal("functions", item.GetProperty("namespace").GetString());
        Assert.Equal("2+2", item.GetProperty("input").GetString());
    }

    [Fact]
    public void Request_WithNamesThatAllTake_HasNoMap()
    {
        foreach (var name in new[] { "tools.chat", "tools.messages", "tools.responses", "agent.chat" })
        {
            foreach (var upstream in Codecs.All)
            {
                Assert.Null(Translated.Request(Request(name), ClientOf(name), upstream.Dialect).Reply.Renamed);
            }
        }
    }

    [Fact]
    public void Tool_AmongOthers_HasTheSameName()
    {
        var alone = Names("""[{"type":"function","name":"a.b"}]""");
        var among = Names("""[{"type":"function","name":"a_b"},{"type":"namespace","name":"a","tools":[{"type":"function","name":"b"}]},{"type":"function","name":"a.b"}]""");

        Assert.Equal(alone.Single(), among[^1]);
        Assert.Equal(["a_b", "a__b"], among[..2]);
    }

    [Fact]
    public void Names_OfAnyTools_AreTakenAndApartAndComeBack() =>
        Gen.Select(Gen.String[Gen.Char["aB1_.:-/ é"], 1, 80], Gen.String[Gen.Char["a_é"], 0, 20]).Array[1, 12].Sample(tools =>
        {
            foreach (var upstream in Codecs.All.Where(static codec => codec.Dialect != Dialect.Responses))
            {
                var conversation = new Conversation { Dialect = Dialect.Responses };
                (string Name, string Group)[] distinct = [.. tools.Distinct()];
                foreach (var (name, group) in distinct)
                {
                    conversation.Tools.Add(new Tool { Name = JsonSlice.Of(name), Namespace = group.Length > 0 ? JsonSlice.Of(group) : default });
                }

                ToolNameMap.Apply(conversation, upstream.Dialect);

                var given = conversation.Tools.Select(static tool => tool.Name.AsString()!).ToList();
                Assert.Equal(given.Count, given.Distinct().Count());
                Assert.All(given, name => Assert.Matches(Pattern(upstream.Dialect), name));
                Assert.Equal(distinct, given.Select(name => Back(conversation.Reply, name)));
            }
        });

    private static (string Name, string Group) Back(ReplyContext reply, string name)
    {
        var start = reply.AsClientKnows(new BlockStart(0, 0, BlockKind.ToolCall) { Name = JsonSlice.Of(name) });
        return (start.Name.AsString()!, start.Tool?.Namespace.AsString() ?? "");
    }

    private static string Pattern(Dialect dialect) => dialect switch
    {
        Dialect.Messages => "^[a-zA-Z0-9_-]{1,128}$",
        Dialect.Gemini => "^[a-zA-Z_][a-zA-Z0-9_.-]{0,63}$",
        _ => "^[a-zA-Z0-9_-]{1,64}$",
    };

    // The name that the upstream was told, and what its answer's writer knows.
    private static (ReplyContext Reply, string Wire) Sent(string request, Dialect upstream, string name, string? group)
    {
        var reply = Translated.Request(Request(request), ClientOf(request), upstream).Reply;
        reply.Id = "0123456789abcdefghijklmn";
        var wire = (reply.Renamed ?? new Dictionary<string, ClientTool>()).FirstOrDefault(entry => entry.Value.Name.AsString() == name && entry.Value.Namespace.AsString() == group).Key;
        return (reply, wire ?? name);
    }

    private static List<string> Names(string tools)
    {
        var body = Translated.Request(Encoding.UTF8.GetBytes($$"""{"model":"m","input":"x","tools":{{tools}}}"""), Dialect.Responses, Dialect.Messages).Body;
        using var document = JsonDocument.Parse(body);
        return [.. document.RootElement.GetProperty("tools").EnumerateArray().Select(static tool => tool.GetProperty("name").GetString()!)];
    }

    private static byte[] Whole(string wire, Dialect upstream, Dialect client, ReplyContext reply) =>
        Translated.Reply(Golden("replies", "tools", upstream, wire), upstream, client, reply);

    private static byte[] Streamed(string golden, string wire, Dialect upstream, Dialect client, ReplyContext reply) =>
        Translated.Stream(Translated.Events(Golden("streams", golden, upstream, wire)), upstream, client, reply);

    private static List<(string Name, string? Group)> Streamed(string wire, Dialect upstream, Dialect client, ReplyContext reply) =>
        [.. Events(Streamed("tools", wire, upstream, client, reply)).SelectMany(static told => CallsWithin(told))];

    private static IEnumerable<(string Name, string? Group)> Calls(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        return [.. CallsWithin(document.RootElement)];
    }

    private static JsonElement[] Items(byte[] body) => [.. JsonDocument.Parse(body).RootElement.GetProperty("output").EnumerateArray()];

    private static IEnumerable<JsonElement> Events(byte[] stream) =>
        [.. Translated.Events(stream).Where(static told => told.Data is not [(byte)'[', ..]).Select(static told => JsonDocument.Parse(told.Data).RootElement)];

    // In all three dialects of clients a call, and nothing else in an answer, has a name beside its arguments.
    private static IEnumerable<(string Name, string? Group)> CallsWithin(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object when value.TryGetProperty("name", out var name) && IsCall(value) =>
            [(name.GetString()!, value.TryGetProperty("namespace", out var group) ? group.GetString() : null)],
        JsonValueKind.Object => value.EnumerateObject().Where(static member => member.Name != "tools").SelectMany(static member => CallsWithin(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(CallsWithin),
        _ => [],
    };

    private static bool IsCall(JsonElement value) => value.TryGetProperty("arguments", out _) || value.TryGetProperty("input", out _);

    private static byte[] Golden(string kind, string name, Dialect upstream, string wire) => Encoding.UTF8.GetBytes(
        File.ReadAllText(GoldenFolder.Cases(kind).Single(entry => entry.Name == $"{name}.{upstream.ToString().ToLowerInvariant()}").File).Replace(Called, wire, StringComparison.Ordinal));

    private static byte[] Request(string name) => File.ReadAllBytes(GoldenFolder.Cases("requests").Single(entry => entry.Name == name).File);

    private static Dialect ClientOf(string request) => Enum.Parse<Dialect>(request[(request.LastIndexOf('.') + 1)..], ignoreCase: true);

    // What else the golden answers call.
    [GeneratedRegex("^(now|apply_patch|get_time|lookup|tool)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Untouched();
}
