using Dapper;
using Fairlead.Server.Platform.Storage;
using Fairlead.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Server.Tests.Features.Responses;

/// <summary>How long responses are kept, and that they outlive the process.</summary>
public sealed class KeepingTests
{
    private const string Route = "/v1/responses";
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Restart_AfterAnAnswer_KeepsWhatWasKeptHereAndWhoseTheOthersAre()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ChatAlone);
        await using var native = await ScriptedUpstream.StartAsync(ScriptedUpstream.Says(200, "application/json", """{"id":"resp_native","output":[]}"""));
        var (key, id, data) = await BeforeAsync(upstream, native);

        await using var server = await StartAsync(data);
        var client = server.Client(key);
        var followed = await client.SendAsync("POST", Route, new { model = "claude-sonnet", input = "more", previous_response_id = id });
        var asked = await client.SendAsync("GET", $"{Route}/resp_native");

        Assert.Equal(200, followed.Status);
        Assert.Contains("EARLIER", upstream.Requests[^1].Text, StringComparison.Ordinal);
        Assert.Equal((200, "GET"), (asked.Status, native.Requests[^1].Method));
        Assert.Equal(404, (await server.Admin.SendAsync("GET", $"{Route}/{id}")).Status);
        await server.StopAsync();
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task Time_WhenItIsOver_EndsAResponse()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ChatAlone);
        await using var server = await StartAsync();
        await server.ConnectAsync(upstream.BaseUrl);
        var client = server.Client(await server.KeyAsync());
        var id = await RespondAsync(client, null);

        time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await client.SendAsync("GET", $"{Route}/{id}")).Status);
        time.Advance(TimeSpan.FromSeconds(2));
        await Eventually.IsTrueAsync(async () => (await client.SendAsync("GET", $"{Route}/{id}")).Status == 404, "the response is written, and its time is over");
    }

    [Fact]
    public async Task Time_OfWhatIsFollowedOnFrom_BeginsAnew()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ChatAlone);
        await using var server = await StartAsync();
        await server.ConnectAsync(upstream.BaseUrl);
        var client = server.Client(await server.KeyAsync());
        var first = await RespondAsync(client, null);
        var second = await RespondAsync(client, first);
        time.Advance(TimeSpan.FromDays(29));
        var third = await RespondAsync(client, second);
        await Eventually.IsTrueAsync(() => IsWrittenAsync(server, third), "the response is written");
        time.Advance(TimeSpan.FromDays(29));

        var followed = await client.SendAsync("POST", Route, new { model = "claude-sonnet", input = "more", previous_response_id = third });

        Assert.Equal(200, followed.Status);
        Assert.Equal(200, (await client.SendAsync("GET", $"{Route}/{first}")).Status);
    }

    private static Task<bool> IsWrittenAsync(TestServer server, string id) => server.Services.GetRequiredService<Database>().ReadAsync(
        connection => connection.ExecuteScalar<long>("SELECT COUNT(*) FROM responses WHERE id = @id", new { id }) == 1, TestContext.Current.CancellationToken);

    private static Task ChatAlone(HttpContext context) => context.Request.Path.Value!.EndsWith("/responses", StringComparison.Ordinal)
        ? ScriptedUpstream.Says(404, "application/json", "{}")(context)
        : ScriptedUpstream.SaysCompletion("Hello.")(context);

    private static async Task<string> RespondAsync(HttpClient client, string? previous, string input = "EARLIER")
    {
        var reply = await client.SendAsync("POST", Route, new { model = "claude-sonnet", input, previous_response_id = previous });
        return reply.Json.GetProperty("id").GetString()!;
    }

    private async Task<(string Key, string Id, string Data)> BeforeAsync(ScriptedUpstream upstream, ScriptedUpstream native)
    {
        var data = Directory.CreateTempSubdirectory("fairlead-test-").FullName;
        var server = await StartAsync(data);
        await server.ConnectAsync(upstream.BaseUrl);
        await server.Admin.PostJsonAsync("/v1/llm-providers", new { provider = "openai", config = new { apiKeySecretName = Wiring.SecretName, baseUrl = native.BaseUrl } });
        var key = await server.KeyAsync();
        var client = server.Client(key);
        await client.SendAsync("POST", Route, new { model = "openai/gpt-5", input = "hi" });
        var id = await RespondAsync(client, null);
        await server.StopAsync();
        return (key, id, data);
    }

    private Task<TestServer> StartAsync(string? data = null) => TestServer.StartAsync(settings => settings with { Time = time }, data);
}
