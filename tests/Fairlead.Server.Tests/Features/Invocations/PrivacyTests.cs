using Fairlead.Testing;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Server.Tests.Features.Invocations;

public sealed class PrivacyTests
{
    private const string Secret = "upstream-key-SECRETWORD";
    private const string Answer = "ANSWERWORD";
    private static readonly string[] Words = ["PROMPTWORD", "SYSTEMWORD", Answer, "SECRETWORD", "HEADERWORD"];

    public static TheoryData<string> Outcomes => ["answers", "refuses the key", "quotes the request", "is no completion", "is cut off", "violates the schema", "breaks in a chunk"];

    [Theory]
    [MemberData(nameof(Outcomes))]
    public async Task Log_OfAnInvocation_HoldsNoPromptNoAnswerAndNoSecret(string outcome)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(Does(outcome));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl, Secret, more: new Dictionary<string, object> { ["customHeaders"] = new { x_team = "HEADERWORD" } });
        var more = ",\"systemPrompt\":\"SYSTEMWORD\"" + (outcome == "violates the schema" ? ",\"outputSchema\":{\"type\":\"object\"}" : "");

        using var streamed = await server.Admin.PostTextAsync(InvocationCalls.Route + "?deltas=true", InvocationCalls.Body("PROMPTWORD", more));
        using var whole = await server.Admin.PostTextAsync(InvocationCalls.Route, InvocationCalls.Body("PROMPTWORD", more + ",\"stream\":false"));
        var told = await streamed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken) + await whole.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var statuses = (await server.Admin.RecordsAsync()).Select(static record => record.Text("status")).ToList();

        Assert.Equal([outcome == "answers" ? "Completed" : "Failed"], statuses.Distinct());
        Assert.Equal((Secret, "HEADERWORD"), (upstream.Requests[0].Headers["Authorization"]["Bearer ".Length..], upstream.Requests[0].Headers["x_team"]));
        Assert.Contains("PROMPTWORD", upstream.Requests[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRETWORD", told, StringComparison.Ordinal);
        Assert.Contains(server.Log.Lines, static line => line.StartsWith("Debug ", StringComparison.Ordinal));
        Assert.All(Words, word => Assert.DoesNotContain(server.Log.Lines, line => line.Contains(word, StringComparison.Ordinal)));
    }

    private static RequestDelegate Does(string outcome) => outcome switch
    {
        "answers" => InvocationCalls.Says(Answer),
        "refuses the key" => ScriptedUpstream.Says(401, "application/json", """{"error":{"message":"Wrong key upstream-key-SECRETWORD for ANSWERWORD"}}"""),
        "quotes the request" => ScriptedUpstream.Says(400, "application/json", """{"error":{"message":"PROMPTWORD and SYSTEMWORD do not please upstream-key-SECRETWORD"}}"""),
        "is no completion" => ScriptedUpstream.Says(200, "application/json", """{"said":"ANSWERWORD"}"""),
        "is cut off" => static context => Upstreams.SaysAndBreaksAsync(context, """data: {"id":"c","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"ANSWERWORD"}}]}""" + "\n\n"),
        "breaks in a chunk" => ScriptedUpstream.SaysStream("""data: {"choices":[{"index":0,"delta":"ANSWERWORD"}]}""" + "\n\n", "data: [DONE]\n\n"),
        _ => InvocationCalls.Says(Answer),
    };
}
