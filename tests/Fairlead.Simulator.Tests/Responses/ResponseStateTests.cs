using System.Text.Json;

namespace Fairlead.Simulator.Tests.Responses;

public sealed class ResponseStateTests
{
    [Fact]
    public async Task Follow_PreviousResponse_KnowsTheCallThatIsAnswered()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        JsonElement asked = await simulator.AskAsync(
            "/v1/responses", """{"model":"gpt-5","input":"call:f","instructions":"Be brief.","tools":[{"type":"function","name":"f"}]}""");
        string call = asked.GetProperty("output")[0].GetProperty("call_id").GetString()!;
        string id = asked.GetProperty("id").GetString()!;

        JsonElement answer = await simulator.AskAsync("/v1/responses", $$"""
            {"model":"gpt-5","previous_response_id":"{{id}}",
             "input":[{"type":"function_call_output","call_id":"{{call}}","output":[{"type":"input_text","text":"nineteen"}]}]}
            """);
        using HttpResponseMessage listed = await simulator.Http.GetAsync(
            $"/v1/responses/{answer.GetProperty("id").GetString()}/input_items?order=asc", TestSimulator.Cancelled);
        JsonElement items = await TestSimulator.JsonAsync(listed);

        Assert.Contains("f returned: nineteen", TextOf(answer), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("instructions").ValueKind);
        Assert.Equal(
            ["message", "function_call", "function_call_output"],
            items.GetProperty("data").EnumerateArray().Select(i => i.GetProperty("type").GetString()));
        Assert.False(items.GetProperty("has_more").GetBoolean());
    }

    [Fact]
    public async Task Get_StoredThenDeleted_IsTheSameThenGone()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        JsonElement made = await simulator.AskAsync("/v1/responses", """{"model":"gpt-5","input":"hi","metadata":{"a":"b"}}""");
        string path = $"/v1/responses/{made.GetProperty("id").GetString()}";

        using HttpResponseMessage found = await simulator.Http.GetAsync(path, TestSimulator.Cancelled);
        using HttpResponseMessage deleted = await simulator.Http.DeleteAsync(path, TestSimulator.Cancelled);
        using HttpResponseMessage gone = await simulator.Http.GetAsync(path, TestSimulator.Cancelled);

        Assert.Equal(made.GetRawText(), (await TestSimulator.JsonAsync(found)).GetRawText());
        Assert.True((await TestSimulator.JsonAsync(deleted)).GetProperty("deleted").GetBoolean());
        Assert.Equal(404, (int)gone.StatusCode);
    }

    [Fact]
    public async Task Get_NotStored_Is404()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        JsonElement made = await simulator.AskAsync("/v1/responses", """{"model":"gpt-5","input":"hi","store":false}""");

        using HttpResponseMessage found = await simulator.Http.GetAsync(
            $"/v1/responses/{made.GetProperty("id").GetString()}", TestSimulator.Cancelled);

        Assert.Equal(404, (int)found.StatusCode);
    }

    [Fact]
    public async Task Background_Asked_IsQueuedThenCompletedOrCancelled()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        JsonElement first = await simulator.AskAsync("/v1/responses", """{"model":"gpt-5","input":"hi","background":true}""");
        JsonElement second = await simulator.AskAsync("/v1/responses", """{"model":"gpt-5","input":"hi","background":true}""");
        JsonElement plain = await simulator.AskAsync("/v1/responses", """{"model":"gpt-5","input":"hi"}""");

        using HttpResponseMessage found = await simulator.Http.GetAsync(
            $"/v1/responses/{first.GetProperty("id").GetString()}", TestSimulator.Cancelled);
        JsonElement cancelled = await simulator.AskAsync($"/v1/responses/{second.GetProperty("id").GetString()}/cancel", "{}");
        (int status, JsonElement error) = await simulator.RefusalAsync($"/v1/responses/{plain.GetProperty("id").GetString()}/cancel", "{}");

        Assert.Equal("queued", first.GetProperty("status").GetString());
        Assert.Equal("completed", (await TestSimulator.JsonAsync(found)).GetProperty("status").GetString());
        Assert.Equal("cancelled", cancelled.GetProperty("status").GetString());
        Assert.Equal((400, "Cannot cancel a synchronous response."), (status, error.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task Reasoning_SealedHereAndSentBack_IsTaken()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        JsonElement made = await simulator.AskAsync("/v1/responses", """
            {"model":"gpt-5","input":"sim:think=quietly","store":false,"include":["reasoning.encrypted_content"]}
            """);
        JsonElement[] output = [.. made.GetProperty("output").EnumerateArray()];
        string back = string.Join(',', output.Select(o => o.GetRawText()));

        JsonElement next = await simulator.AskAsync(
            "/v1/responses", $$"""{"model":"gpt-5","input":[{{back}},{"role":"user","content":"sim:reply=went on"}]}""");

        Assert.Equal(["reasoning", "message"], output.Select(o => o.GetProperty("type").GetString()));
        Assert.Equal(0, output[0].GetProperty("summary").GetArrayLength());
        Assert.Equal("went on", TextOf(next));
    }

    private static string TextOf(JsonElement response) =>
        response.GetProperty("output")[0].GetProperty("content")[0].GetProperty("text").GetString()!;
}
