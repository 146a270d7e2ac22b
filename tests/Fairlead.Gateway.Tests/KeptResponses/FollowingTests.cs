using System.Text.Json;
using Fairlead.Testing;

namespace Fairlead.Gateway.Tests.KeptResponses;

/// <summary><c>previous_response_id</c> where the upstream keeps nothing: it speaks Chat alone.</summary>
public sealed class FollowingTests
{
    private const string Tools = """ "tools":[{"type":"function","name":"weather","parameters":{"type":"object"}}]""";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Follow_ToolsOverThreeTurns_SendsTheConversationSoFar(bool stream)
    {
        await using var rig = await Rig.StartAsync(ResponseCalls.ChatOnly(stream ? ScriptedUpstream.SaysStream(ResponseCalls.ToolCallStream) : ScriptedUpstream.Says(200, "application/json", ResponseCalls.ToolCall)));
        var asked = await rig.Client.RespondAsync($"\"instructions\":\"Be brief.\",\"input\":\"Weather?\",{Tools}", stream);
        rig.Upstream.Answer = ResponseCalls.ChatSays("It is cold.", stream);
        var told = await rig.Client.RespondAsync($$"""{{Tools}},"previous_response_id":"{{asked.Id()}}","input":[{"type":"function_call_output","call_id":"call_1","output":"-9"}]""", stream);
        var last = await rig.Client.RespondAsync($$""" "previous_response_id":"{{told.Id()}}","input":"And tomorrow?" """, stream);

        var messages = JsonElement.Parse(rig.Received).GetProperty("messages").EnumerateArray().ToList();
        Assert.Equal(["user", "assistant", "tool", "assistant", "user"], messages.Select(static message => message.GetProperty("role").GetString()));
        Assert.Equal("""{"city":"Oslo"}""", messages[1].GetProperty("tool_calls")[0].GetProperty("function").GetProperty("arguments").GetString());
        Assert.Equal(("call_1", "-9"), (messages[2].GetProperty("tool_call_id").GetString(), messages[2].GetProperty("content").GetString()));
        Assert.Contains("It is cold.", messages[3].ToString(), StringComparison.Ordinal);
        Assert.Equal((told.Id(), "completed"), (last.GetProperty("previous_response_id").GetString(), last.GetProperty("status").GetString()));
        Assert.Equal(JsonValueKind.Null, last.GetProperty("instructions").ValueKind);
    }

    // What the AI SDK's OpenAI provider sends in the place of earlier answers.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task References_ToItemsOfAResponse_StandForThem(bool stream)
    {
        await using var rig = await Rig.StartAsync(ResponseCalls.ChatSays("It is cold.", stream));
        var told = await rig.Client.RespondAsync(""" "input":"Weather?" """, stream);
        var item = told.GetProperty("output")[0].GetProperty("id").GetString();

        await rig.Client.RespondAsync($$""" "input":[{"role":"user","content":"Weather?"},{"type":"item_reference","id":"{{item}}"},{"role":"user","content":"And tomorrow?"}] """, stream);

        var messages = JsonElement.Parse(rig.Received).GetProperty("messages").EnumerateArray().ToList();
        Assert.Equal(["user", "assistant", "user"], messages.Select(static message => message.GetProperty("role").GetString()));
        Assert.Contains("It is cold.", messages[1].ToString(), StringComparison.Ordinal);
        var other = rig.Server.Client(await rig.Server.KeyAsync());
        Assert.Equal((404, "item_not_found"), await other.RefusedAsync($$""" "input":[{"type":"item_reference","id":"{{item}}"},{"role":"user","content":"More"}] """));
    }

    [Fact]
    public async Task Follow_AResponseThatWasNotToBeStored_Is404()
    {
        await using var rig = await Rig.StartAsync(ResponseCalls.ChatSays("Hello."));
        var unkept = await rig.Client.RespondAsync(""" "store":false,"input":"hi" """);

        Assert.Equal((404, "previous_response_not_found"), await rig.Client.RefusedAsync($"\"previous_response_id\":\"{unkept.Id()}\",\"input\":\"more\""));
        Assert.Equal(404, (await rig.Client.AboutAsync("GET", unkept.Id())).Status);
    }

    [Fact]
    public async Task Follow_WithoutStoring_KnowsWhatWentBeforeAndIsNotKept()
    {
        await using var rig = await Rig.StartAsync(ResponseCalls.ChatSays("Hello."));
        var first = await rig.Client.RespondAsync(""" "input":"EARLIER" """);
        var second = await rig.Client.RespondAsync($"\"store\":false,\"previous_response_id\":\"{first.Id()}\",\"input\":\"more\"");

        Assert.Contains("EARLIER", rig.Received, StringComparison.Ordinal);
        Assert.Equal(404, (await rig.Client.AboutAsync("GET", second.Id())).Status);
    }

    [Fact]
    public async Task Follow_AnotherPrincipalsResponse_IsAsIfItWereNotThere()
    {
        await using var rig = await Rig.StartAsync(ResponseCalls.ChatSays("Hello."));
        var made = await rig.Client.RespondAsync(""" "input":"hi" """);
        var other = rig.Server.Client(await rig.Server.KeyAsync());
        var calls = rig.Upstream.Requests.Count;

        Assert.Equal((404, "previous_response_not_found"), await other.RefusedAsync($"\"previous_response_id\":\"{made.Id()}\",\"input\":\"more\""));
        Assert.Equal((404, "previous_response_not_found"), await other.RefusedAsync(""" "previous_response_id":"resp_nobodys","input":"more" """));
        Assert.Equal(calls, rig.Upstream.Requests.Count);
    }

    [Theory]
    [InlineData("null", 200)]
    [InlineData("7", 400)]
    [InlineData("\"\"", 404)]
    public async Task Follow_IdOfAnotherKind_IsNothingOrRefused(string id, int status)
    {
        await using var rig = await Rig.StartAsync(ResponseCalls.ChatSays("Hello."));

        using var response = await rig.Client.PostTextAsync(ResponseCalls.Route, $$"""{"model":"claude-sonnet","previous_response_id":{{id}},"input":"hi"}""");

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Follow_AfterADeletion_SaysWhatIsMissing()
    {
        await using var rig = await Rig.StartAsync(ResponseCalls.ChatSays("Hello."));
        var first = await rig.Client.RespondAsync(""" "input":"hi" """);
        var second = await rig.Client.RespondAsync($"\"previous_response_id\":\"{first.Id()}\",\"input\":\"more\"");
        await rig.Client.AboutAsync("DELETE", first.Id());

        using var response = await rig.Client.PostTextAsync(ResponseCalls.Route, $$"""{"model":"claude-sonnet","previous_response_id":"{{second.Id()}}","input":"hi"}""");

        Assert.Equal(404, (int)response.StatusCode);
        Assert.Contains(first.Id(), await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follow_AnAnswerThatWasCutOff_IsRefusedAndTheAnswerIsKeptAsFailed()
    {
        await using var rig = await Rig.StartAsync(ResponseCalls.ChatOnly(ScriptedUpstream.SaysStream(
            """data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"Hal"},"finish_reason":null}]}""" + "\n\n")));
        var cut = await rig.Client.RespondAsync(""" "input":"hi" """, stream: true);

        var (status, kept) = await rig.Client.AboutAsync("GET", cut.Id());

        Assert.Equal((200, "failed"), (status, kept.GetProperty("status").GetString()));
        Assert.Equal((400, "previous_response_failed"), await rig.Client.RefusedAsync($"\"previous_response_id\":\"{cut.Id()}\",\"input\":\"more\""));
    }

    [Fact]
    public async Task Follow_AConversationThatGrewTooLarge_Is413()
    {
        await using var rig = await Rig.StartAsync(ResponseCalls.ChatSays("Hello."), settings: new() { ["Gateway:MaxRequestBytes"] = "2000" });
        var first = await rig.Client.RespondAsync($"\"input\":\"{new string('x', 1500)}\"");

        Assert.Equal((413, "request_too_large"), await rig.Client.RefusedAsync($"\"previous_response_id\":\"{first.Id()}\",\"input\":\"{new string('y', 1500)}\""));
    }
}
