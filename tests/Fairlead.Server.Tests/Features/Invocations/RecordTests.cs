using System.Globalization;
using System.Text.Json;
using Fairlead.Server.Features.Apps;
using Fairlead.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Server.Tests.Features.Invocations;

public sealed class RecordTests
{
    private const string ListRoute = "/v1/ai/invocations";
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider time = new(Start);

    [Fact]
    public async Task Record_OfAnInvocation_TellsAllOfIt()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("answer"));
        await using var server = await StartAsync(upstream);

        var answer = await server.Admin.AnswerAsync("question", ",\"systemPrompt\":\"be brief\",\"labels\":{\"env\":\"prod\"}");

        var record = Assert.Single(await server.Admin.RecordsAsync());
        var id = answer.Text("invocationIdentifier");
        Assert.Equal((id, id, "Completed", "question", "be brief", "answer"), (record.Text("identifier"), record.Text("conversationId"), record.Text("status"), record.Text("prompt"), record.Text("systemPrompt"), record.Text("response")));
        Assert.Equal(("openai-compatible", "claude-sonnet", """{"env":"prod"}"""), (record.Text("provider"), record.Text("model"), record.GetProperty("labels").GetRawText()));
        Assert.Equal((Start, Start), (record.GetProperty("askedAt").GetDateTimeOffset(), record.GetProperty("repliedAt").GetDateTimeOffset()));
        Assert.Equal((3, 2), (record.GetProperty("usage").GetProperty("inputTokens").GetInt64(), record.GetProperty("usage").GetProperty("outputTokens").GetInt64()));
        Assert.All(["error", "message", "agent", "continues"], name => Assert.False(record.TryGetProperty(name, out _)));
    }

    [Fact]
    public async Task List_BySeveralFiltersThatAreNone_NamesThemAll()
    {
        await using var server = await TestServer.StartAsync();

        var refusal = await server.Admin.SendTextAsync("GET", ListRoute + "?limit=0&status=x&label=y&from=soon").RefusedAsync(422, "invalid_request");

        Assert.Equal(["from", "label", "limit", "status"], refusal.Problems().Select(static problem => problem.Path).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("", "fourth third second first")]
    [InlineData("?agent=triage", "second")]
    [InlineData("?agent=nobody", "")]
    [InlineData("?status=Completed", "fourth second first")]
    [InlineData("?status=Failed", "third")]
    [InlineData("?status=In%20Progress", "")]
    [InlineData("?label=env%3Dprod", "fourth first")]
    [InlineData("?label=expr%3Da%3Db%22", "first")]
    [InlineData("?from=2026-01-01T12:02:00Z", "fourth third")]
    [InlineData("?to=2026-01-01T12:02:00Z", "second first")]
    [InlineData("?from=2026-01-01T14:01:00%2B02:00&to=2026-01-01T12:03:00Z", "third second")]
    [InlineData("?status=Completed&label=env%3Dprod&from=2026-01-01T12:01:00Z", "fourth")]
    public async Task List_ByFilters_GivesWhatFitsNewestFirst(string query, string prompts)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await StartAsync(upstream);
        await FillAsync(server, upstream);

        Assert.Equal(prompts, string.Join(' ', (await server.Admin.RecordsAsync(query)).Select(static record => record.Text("prompt"))));
    }

    [Theory]
    [InlineData("?status=completed", "status")]
    [InlineData("?label=env", "label")]
    [InlineData("?label=%3Dprod", "label")]
    [InlineData("?from=yesterday", "from")]
    [InlineData("?to=2026-13-01", "to")]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=1001", "limit")]
    [InlineData("?limit=many", "limit")]
    [InlineData("?cursor=nonsense", "cursor")]
    [InlineData("?cursor=MTpub25zZW5zZQ%3D%3D", "cursor")]
    public async Task List_ByAFilterThatIsNone_Answers422WithItsName(string query, string path)
    {
        await using var server = await TestServer.StartAsync();

        var refusal = await server.Admin.SendTextAsync("GET", ListRoute + query).RefusedAsync(422, "invalid_request");

        Assert.Equal([path], refusal.Problems().Select(static problem => problem.Path));
    }

    [Fact]
    public async Task List_InParts_GivesEachRecordOnceThoughAllAreOfOneMoment()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await StartAsync(upstream);
        for (var number = 0; number < 5; number++)
        {
            await server.Admin.AnswerAsync(number.ToString(CultureInfo.InvariantCulture));
        }

        var pages = new List<JsonElement> { await server.Admin.GetJsonAsync(ListRoute + "?limit=2") };
        while (pages[^1].Text("nextCursor") is { } cursor)
        {
            pages.Add(await server.Admin.GetJsonAsync($"{ListRoute}?limit=2&cursor={Uri.EscapeDataString(cursor)}"));
        }

        Assert.Equal([2, 2, 1], pages.Select(static page => page.GetProperty("result").GetArrayLength()));
        Assert.Equal(["0", "1", "2", "3", "4"], pages.SelectMany(static page => page.GetProperty("result").EnumerateArray()).Select(static record => record.Text("prompt")).Order());
    }

    [Fact]
    public async Task List_InParts_GoesOnAfterItsPlaceThoughNewerRecordsCame()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await StartAsync(upstream);
        await FillAsync(server, upstream);
        var first = await server.Admin.GetJsonAsync(ListRoute + "?limit=2");
        await server.Admin.AnswerAsync("fifth");

        var rest = await server.Admin.RecordsAsync($"?limit=2&cursor={Uri.EscapeDataString(first.Text("nextCursor")!)}");

        Assert.Equal(["second", "first"], rest.Select(static record => record.Text("prompt")));
    }

    [Fact]
    public async Task Member_SeesItsOwnRecordsAloneAndTheAdminAll()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await StartAsync(upstream);
        var (one, other) = (await server.ClientOfAsync("Member"), await server.ClientOfAsync("Member"));
        var ofOne = (await one.AnswerAsync("of one")).Text("invocationIdentifier")!;
        var ofAdmin = (await server.Admin.AnswerAsync("of the admin")).Text("invocationIdentifier")!;

        Assert.Equal(["of one"], (await one.RecordsAsync()).Select(static record => record.Text("prompt")));
        Assert.Empty(await other.RecordsAsync());
        Assert.Equal(2, (await server.Admin.RecordsAsync()).Count);
        Assert.Equal("Completed", (await server.Admin.StateAsync(ofOne)).Text("status"));
        await one.SendTextAsync("GET", $"{InvocationCalls.Route}/{ofAdmin}").RefusedAsync(404, "invocation_not_found");
        await server.Admin.SendTextAsync("GET", $"{InvocationCalls.Route}/nothing").RefusedAsync(404, "invocation_not_found");
    }

    [Theory]
    [InlineData(30, null)]
    [InlineData(2, "2")]
    public async Task Retention_OfRecordsThatAreTooOld_DeletesThemAlone(int days, string? option)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await StartAsync(upstream, ("Invocations:RetentionDays", option));
        await server.Admin.AnswerAsync("old");
        time.Advance(TimeSpan.FromHours(2));
        var kept = (await server.Admin.AnswerAsync("kept")).Text("invocationIdentifier");
        time.Advance(TimeSpan.FromDays(days) - TimeSpan.FromHours(1));
        var admin = server.Client(await TokenAsync(server));

        await Eventually.IsTrueAsync(async () => (await admin.RecordsAsync()).Count == 1, "the old record is deleted");

        Assert.Equal(kept, Assert.Single(await admin.RecordsAsync()).Text("identifier"));
    }

    [Fact]
    public async Task Continuation_OfARecordThatIsGone_Answers404()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await StartAsync(upstream);
        var id = (await server.Admin.AnswerAsync("old")).Text("invocationIdentifier");
        time.Advance(TimeSpan.FromDays(31));
        var admin = server.Client(await TokenAsync(server));
        await Eventually.IsTrueAsync(async () => (await admin.RecordsAsync()).Count == 0, "the old record is deleted");

        await admin.PostTextAsync($"{InvocationCalls.Route}?invocation_identifier={id}", InvocationCalls.Body("more")).RefusedAsync(404, "invocation_not_found");

        Assert.Single(upstream.Requests);
    }

    [Fact(Timeout = 20_000)]
    public async Task Continuation_OfAnInvocationInProgress_Answers409()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(Upstreams.SaysNothingAsync);
        await using var server = await StartAsync(upstream);
        using var request = new HttpRequestMessage(HttpMethod.Post, InvocationCalls.Route) { Content = new StringContent(InvocationCalls.Body("hi"), null, "application/json") };
        using var stream = await server.Admin.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var record = Assert.Single(await server.Admin.RecordsAsync("?status=In%20Progress"));

        await server.Admin.PostTextAsync($"{InvocationCalls.Route}?invocation_identifier={record.Text("identifier")}", InvocationCalls.Body("more")).RefusedAsync(409, "invocation_in_progress");

        Assert.False(record.TryGetProperty("repliedAt", out _));
        Assert.Single(await server.Admin.RecordsAsync());
    }

    private static async Task FillAsync(TestServer server, ScriptedUpstream upstream)
    {
        var time = (FakeTimeProvider)server.Services.GetService(typeof(TimeProvider))!;
        await server.Admin.PostJsonAsync("/v1/agents", new { identifier = "triage", properties = new { prompt = "p" } });
        await server.Admin.AnswerAsync("first", ",\"labels\":{\"env\":\"prod\",\"expr\":\"a=b\\\"\"}");
        time.Advance(TimeSpan.FromMinutes(1));
        await server.Admin.StreamAsync(InvocationCalls.Body("second", ",\"labels\":{\"env\":\"test\"}"), "?stream=true", "/v1/agent/triage/invoke");
        time.Advance(TimeSpan.FromMinutes(1));
        var answer = upstream.Answer;
        upstream.Answer = ScriptedUpstream.Says(401, "application/json", "{}");
        await server.Admin.StreamAsync(InvocationCalls.Body("third"));
        upstream.Answer = answer;
        time.Advance(TimeSpan.FromMinutes(1));
        await server.Admin.AnswerAsync("fourth", ",\"labels\":{\"env\":\"prod\"}");
    }

    private static Task<string> TokenAsync(TestServer server)
    {
        var lines = File.ReadAllLines(Path.Combine(server.Data, FirstAdministrator.FileName));
        return server.TokenAsync(lines[0].Split('=', 2)[1], lines[1].Split('=', 2)[1]);
    }

    private async Task<TestServer> StartAsync(ScriptedUpstream upstream, params (string Option, string? Value)[] options)
    {
        var server = await TestServer.StartAsync(settings => settings with
        {
            Time = time,
            Overrides = options.Where(static option => option.Value is not null).ToDictionary(static option => option.Option, static option => option.Value),
        });
        await server.ConnectAsync(upstream.BaseUrl);
        return server;
    }
}
