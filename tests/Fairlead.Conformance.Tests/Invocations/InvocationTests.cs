using System.Text.Json;
using Fairlead.Conformance.Tests.Providers;
using Fairlead.Testing;

namespace Fairlead.Conformance.Tests.Invocations;

/// <summary>Port's own routes, with a provider of every type.</summary>
public sealed class InvocationTests(ConnectedServer server)
{
    private const string Schema = """{"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}""";

    public static TheoryData<string> Providers => ProviderFixtures.Identifiers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Invoke_Whole_IsAnsweredWithUsage(string provider)
    {
        var fixture = ProviderFixtures.Of(provider);

        var result = (await server.Admin.PostJsonAsync("/v1/ai/invoke", new { prompt = "sim:reply=Hello, Zoë 😀", stream = false, provider, model = fixture.Model })).GetProperty("result");

        Assert.Equal(("Completed", "Hello, Zoë 😀", provider, fixture.Model), (Text(result, "status"), Text(result, "message"), Text(result, "provider"), Text(result, "model")));
        Assert.True(result.GetProperty("usage").GetProperty("inputTokens").GetInt32() > 0);
        Assert.True(result.GetProperty("usage").GetProperty("outputTokens").GetInt32() > 0);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Invoke_OutputSchema_GivesJsonOfIt(string provider)
    {
        var body = new { prompt = "Where will it rain?", stream = false, provider, model = ProviderFixtures.Of(provider).Model, outputSchema = JsonElement.Parse(Schema) };

        var result = (await server.Admin.PostJsonAsync("/v1/ai/invoke", body)).GetProperty("result");

        Assert.Equal(JsonValueKind.String, JsonElement.Parse(Text(result, "message")!).GetProperty("city").ValueKind);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Agent_WithDeltas_StreamsWhatItSaysInTheEnd(string provider)
    {
        var agent = $"agent-{provider}";
        var properties = new { status = "active", prompt = "You are triage.", tools = Array.Empty<string>(), provider, model = ProviderFixtures.Of(provider).Model };
        await server.Admin.PostJsonAsync("/v1/agents", new { identifier = agent, properties });

        using var response = await server.Admin.PostTextAsync($"/v1/agent/{agent}/invoke?stream=true&deltas=true", """{"prompt":"sim:reply=one two three four"}""");
        var events = (await response.Content.ReadAsStringAsync(ConnectedServer.Cancelled)).Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(static block => block.Split('\n')).ToList();

        Assert.Equal(["invocationIdentifier", "execution_delta", "execution", "done"], events.Select(NameOf).Distinct());
        var deltas = events.Where(static lines => NameOf(lines) == "execution_delta").Select(static lines => Text(JsonElement.Parse(DataOf(lines)), "text")).ToList();
        Assert.True(deltas.Count > 2);
        Assert.Equal(("one two three four", "one two three four"), (string.Concat(deltas), DataOf(Assert.Single(events, static lines => NameOf(lines) == "execution"))));
        var done = JsonElement.Parse(DataOf(events[^1]));
        Assert.Equal(("Completed", provider), (Text(done, "status"), Text(done, "provider")));
        Assert.True(done.GetProperty("usage").GetProperty("outputTokens").GetInt32() > 0);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Invoke_UpstreamFails_Answers502(string provider)
    {
        var body = JsonSerializer.Serialize(new { prompt = "sim:status=500", stream = false, provider, model = ProviderFixtures.Of(provider).Model });

        using var response = await server.Admin.PostTextAsync("/v1/ai/invoke", body);

        Assert.Equal((502, "LLMProviderUpstreamError"), ((int)response.StatusCode, Text(await response.JsonAsync(), "error")));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static string NameOf(string[] lines) => lines[0]["event: ".Length..];

    private static string DataOf(string[] lines) => string.Join('\n', lines.Skip(1).Select(static line => line["data: ".Length..]));
}
