using System.Text.Json;
using static Fairlead.Simulator.Tests.Messages.MessagesClient;

namespace Fairlead.Simulator.Tests.Messages;

public sealed class MessageAnswerTests
{
    [Fact]
    public async Task Answer_PlainPrompt_IsAMessage()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement answer = await simulator.AnswerAsync(Say("sim:reply=one two three"), "/v1/messages?beta=true");

        Assert.Matches("^msg_01[0-9A-Za-z]{22}$", answer.GetProperty("id").GetString());
        Assert.Equal("message", answer.GetProperty("type").GetString());
        Assert.Equal("assistant", answer.GetProperty("role").GetString());
        Assert.Equal("claude-sonnet", answer.GetProperty("model").GetString());
        Assert.Equal("""[{"type":"text","text":"one two three"}]""", answer.GetProperty("content").GetRawText());
        Assert.Equal("end_turn", answer.GetProperty("stop_reason").GetString());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("stop_sequence").ValueKind);
        Assert.Equal(4, answer.GetProperty("usage").GetProperty("output_tokens").GetInt32());
    }

    [Fact]
    public async Task Answer_Headers_AreTheVendors()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        using HttpResponseMessage response = await simulator.AskAsync(Say("hi"));

        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Matches("^req_01[0-9A-Za-z]{22}$", response.Headers.GetValues("request-id").Single());
        Assert.True(Guid.TryParse(response.Headers.GetValues("anthropic-organization-id").Single(), out _));
        foreach (string kind in (string[])["requests", "tokens", "input-tokens", "output-tokens"])
        {
            Assert.True(int.Parse(response.Headers.GetValues($"anthropic-ratelimit-{kind}-limit").Single(), null) > 0);
            Assert.True(int.Parse(response.Headers.GetValues($"anthropic-ratelimit-{kind}-remaining").Single(), null) > 0);
            Assert.EndsWith("Z", response.Headers.GetValues($"anthropic-ratelimit-{kind}-reset").Single(), StringComparison.Ordinal);
        }

        Assert.False(response.Headers.Contains("openai-version"));
    }

    [Fact]
    public async Task Answer_CacheDirectives_AreLeftOutOfTheInput()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        const string Text = "Say it all once more, and slowly. sim:reply=ok\n";
        JsonElement plain = (await simulator.AnswerAsync(Say(Text))).GetProperty("usage");

        JsonElement cached = (await simulator.AnswerAsync(Say(Text + "sim:cached=5 sim:cachewrite=3"))).GetProperty("usage");

        int total = cached.GetProperty("input_tokens").GetInt32() + 5 + 3;
        Assert.True(total > plain.GetProperty("input_tokens").GetInt32());
        Assert.Equal(5, cached.GetProperty("cache_read_input_tokens").GetInt32());
        Assert.Equal(3, cached.GetProperty("cache_creation_input_tokens").GetInt32());
        Assert.Equal(3, cached.GetProperty("cache_creation").GetProperty("ephemeral_5m_input_tokens").GetInt32());
        Assert.Equal(0, plain.GetProperty("cache_read_input_tokens").GetInt32());
        JsonElement count = await simulator.AnswerAsync(
            Say(Text + "sim:cached=5 sim:cachewrite=3", ("max_tokens", null)), "/v1/messages/count_tokens");
        Assert.Equal(total, count.GetProperty("input_tokens").GetInt32());
    }

    [Theory]
    [InlineData("sim:reply=one two THREE four", "\"stop_sequences\":[\"four\",\"THREE\"]", "stop_sequence", "THREE", "one two ")]
    [InlineData("sim:tokens=9", "\"max_tokens\":2", "max_tokens", null, null)]
    [InlineData("sim:stop=refusal", "\"top_k\":5", "refusal", null, null)]
    [InlineData("sim:stop=pause_turn", "\"top_p\":0.5", "pause_turn", null, null)]
    [InlineData("sim:stop=model_context_window_exceeded", "\"temperature\":1", "model_context_window_exceeded", null, null)]
    public async Task Answer_ThatStops_SaysWhy(string prompt, string member, string reason, string? sequence, string? text)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        string[] parts = member.Split(':', 2);

        JsonElement answer = await simulator.AnswerAsync(Say(prompt, (parts[0].Trim('"'), parts[1])));

        Assert.Equal(reason, answer.GetProperty("stop_reason").GetString());
        Assert.Equal(sequence, answer.GetProperty("stop_sequence").GetString());
        Assert.Equal(text ?? Text(answer), Text(answer));
        Assert.Equal(reason == "refusal", answer.TryGetProperty("stop_details", out _));

        static string? Text(JsonElement answer) => answer.GetProperty("content")[0].GetProperty("text").GetString();
    }

    [Fact]
    public async Task Answer_NoTokensAllowed_HasNoContent()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement answer = await simulator.AnswerAsync(Say("Warm the cache.", ("max_tokens", "0")));

        Assert.Equal(0, answer.GetProperty("content").GetArrayLength());
        Assert.Equal("max_tokens", answer.GetProperty("stop_reason").GetString());
    }

    [Theory]
    [InlineData("output_config", """{"effort":"high","format":{"type":"json_schema","schema":{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"}},"required":["city","days"],"additionalProperties":false}}}""")]
    [InlineData("output_format", """{"type":"json_schema","schema":{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"}},"required":["city","days"],"additionalProperties":false}}""")]
    public async Task Answer_SchemaAskedFor_SatisfiesIt(string member, string json)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        using HttpResponseMessage response = await simulator.AskAsync(
            Say("Where?", (member, json)), Address, ("anthropic-beta", "structured-outputs-2025-11-13"));
        JsonElement answer = await TestSimulator.JsonAsync(response);

        JsonElement made = JsonElement.Parse(answer.GetProperty("content")[0].GetProperty("text").GetString()!);
        Assert.Equal(JsonValueKind.String, made.GetProperty("city").ValueKind);
        Assert.Equal(JsonValueKind.Number, made.GetProperty("days").ValueKind);
    }

    [Fact]
    public async Task Answer_BelowAnthropic_IsTheSameAsAbove()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { ApiKey = "azure-key" });

        using HttpResponseMessage own = await simulator.AskAsync(Say("sim:reply=ok"), "/anthropic/v1/messages", ("api-key", "azure-key"));
        using HttpResponseMessage vendors = await simulator.AskAsync(Say("sim:reply=ok"), "/anthropic/v1/messages", ("x-api-key", "azure-key"));
        using HttpResponseMessage count = await simulator.AskAsync(
            Say("hi", ("max_tokens", null)), "/anthropic/v1/messages/count_tokens", ("api-key", "azure-key"));
        using HttpResponseMessage elsewhere = await simulator.AskAsync(Say("sim:reply=ok"), Address, ("api-key", "azure-key"));

        Assert.Equal([200, 200, 200, 401], new[] { own, vendors, count, elsewhere }.Select(r => (int)r.StatusCode));
    }
}
