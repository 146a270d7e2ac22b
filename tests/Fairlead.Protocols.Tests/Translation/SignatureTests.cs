using System.Text;
using Fairlead.Protocols.Json;
using Xunit;

namespace Fairlead.Protocols.Tests.Translation;

/// <summary>
/// A vendor's proof of its thoughts survives a turn: it comes in an answer, the client gets it in its own dialect, sends it back as clients do, and the
/// vendor gets it where it had put it.
/// </summary>
public sealed class SignatureTests
{
    private const string Chat = """{"model":"asked-model","reasoning_effort":"high","messages":[{"role":"user","content":"Q"},$],"tools":[{"type":"function","function":{"name":"get_weather"}},{"type":"function","function":{"name":"now"}}]}""";
    private const string Responses = """{"model":"asked-model","reasoning":{"effort":"high"},"input":[{"role":"user","content":"Q"},$],"tools":[{"type":"function","name":"get_weather","parameters":null},{"type":"function","name":"now","parameters":null}]}""";
    private const string Messages = """{"model":"asked-model","max_tokens":9000,"thinking":{"type":"enabled","budget_tokens":2000},"messages":[{"role":"user","content":"Q"},{"role":"assistant","content":$}],"tools":[{"name":"get_weather","input_schema":{"type":"object"}},{"name":"now","input_schema":{"type":"object"}}]}""";

    private static readonly Dialect[] Clients = [Dialect.Chat, Dialect.Responses, Dialect.Messages];

    private static readonly (Dialect Upstream, string Answer, bool IsStream, string Golden)[] Turns =
    [
        (Dialect.Messages, "tools", false, """{"type":"thinking","thinking":"Two calls.","signature":"c2ln"},{"type":"redacted_thinking","data":"cmVk"}"""),
        (Dialect.Messages, "tools", true, """{"type":"thinking","thinking":"Two calls.","signature":"c2ln"},{"type":"redacted_thinking","data":"cmVk"}"""),
        (Dialect.Converse, "thinking", false, """{"reasoningContent":{"reasoningText":{"text":"Hm.","signature":"EqoBCkgIARAB"}}},{"reasoningContent":{"redactedContent":"cmVkYWN0ZWQ="}},{"text":"An answer."}"""),
        (Dialect.Converse, "thinking", true, """{"reasoningContent":{"reasoningText":{"text":"Let me think.","signature":"EqoBCkgIARAB"}}},{"reasoningContent":{"redactedContent":"cmVk"}},{"text":"An answer."}"""),
        (Dialect.Gemini, "tools", false, """{"functionCall":{"name":"get_weather","args":{"city":"Oslo"}},"thoughtSignature":"CiQBAQ=="},{"functionCall":{"name":"get_weather","args":{"city":"Rome"}}}"""),
        (Dialect.Gemini, "tools", true, """{"functionCall":{"name":"get_weather","args":{"city":"Oslo"}},"thoughtSignature":"CiQBAQ=="},{"functionCall":{"name":"get_weather","args":{"city":"Rome"}}}"""),
        (Dialect.Gemini, "thinking", false, """{"text":"An answer.","thoughtSignature":"c2ln"}"""),
        (Dialect.Responses, "thinking", false, """{"type":"reasoning","summary":[{"type":"summary_text","text":"Let me think."}],"encrypted_content":"c2ln"},{"type":"function_call","call_id":"call_1","name":"now","arguments":"{}"}"""),
        (Dialect.Responses, "thinking", true, """{"type":"reasoning","summary":[{"type":"summary_text","text":"Let me think."}],"encrypted_content":"c2ln"},{"type":"function_call","call_id":"call_1","name":"now","arguments":"{}"}"""),
    ];

    public static TheoryData<Dialect, string, bool, Dialect, string> Pairs =>
        [.. from turn in Turns from client in Clients where client != turn.Upstream select (turn.Upstream, turn.Answer, turn.IsStream, client, turn.Golden)];

    [Fact]
    public void Signature_OfACall_GoesBackInGooglesPlaceInChat()
    {
        var told = Translated.Stream(Translated.Events(File.ReadAllBytes(GoldenFolder.Cases("streams").Single(static entry => entry.Name == "call_signature.chat").File)), Dialect.Chat, Dialect.Responses);

        var request = Responses.Replace("$", ClientMemory.Turn(told, Dialect.Responses, isStream: true), StringComparison.Ordinal);

        Assert.Contains("\"extra_content\":{\"google\":{\"thought_signature\":\"Z2Vt\"}}", Encoding.UTF8.GetString(Translated.Request(Encoding.UTF8.GetBytes(request), Dialect.Responses, Dialect.Chat).Body), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Signature_AfterATurnOfTheClient_IsWhereTheVendorPutIt(Dialect upstream, string answer, bool isStream, Dialect client, string expected)
    {
        var file = GoldenFolder.Cases(isStream ? "streams" : "replies").Single(entry => entry.Name == $"{answer}.{upstream.ToString().ToLowerInvariant()}").File;
        var told = isStream
            ? Translated.Stream(Translated.Events(File.ReadAllBytes(file)), upstream, client)
            : Translated.Reply(File.ReadAllBytes(file), upstream, client);

        var history = ClientMemory.Turn(told, client, isStream);
        var request = (client switch { Dialect.Chat => Chat, Dialect.Responses => Responses, _ => Messages }).Replace("$", history, StringComparison.Ordinal);
        var (again, _, _) = Translated.Request(Encoding.UTF8.GetBytes(request), client, upstream);

        Assert.Contains(expected, Encoding.UTF8.GetString(again), StringComparison.Ordinal);
        Assert.True(JsonSlice.TryParse(again, out _));
    }
}
