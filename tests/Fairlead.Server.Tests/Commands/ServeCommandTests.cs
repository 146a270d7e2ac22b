using System.Text.Json;
using Fairlead.Testing;

namespace Fairlead.Server.Tests.Commands;

public sealed class ServeCommandTests : IDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("fairlead-test-");

    public void Dispose() => data.Delete(recursive: true);

    [Fact]
    public async Task Serve_OnAFolderInUse_EndsWith2AndNamesTheFolder()
    {
        await using var server = await ServerProcess.StartAsync(data.FullName);

        var second = await Executable.RunAsync(["serve", "--urls", "http://127.0.0.1:0", "--data", data.FullName]);

        Assert.Equal(2, second.ExitCode);
        Assert.Contains(data.FullName, second.Error, StringComparison.Ordinal);
        Assert.Equal(200, (await server.Client().SendAsync("GET", "/health/ready")).Status);
    }

    [Fact]
    public async Task Serve_WithAnotherKey_EndsWith2()
    {
        await using (await ServerProcess.StartAsync(data.FullName))
        {
        }

        var run = await Executable.RunAsync(["serve", "--urls", "http://127.0.0.1:0", "--data", data.FullName], ("FAIRLEAD_ENCRYPTION_KEY", Convert.ToBase64String(new byte[32])));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("another key", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_WithOptionsInTheEnvironment_ChecksThem()
    {
        var run = await Executable.RunAsync(["serve", "--urls", "http://127.0.0.1:0", "--data", data.FullName], ("FAIRLEAD_GATEWAY__CONNECTTIMEOUTSECONDS", "0"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("connectTimeoutSeconds", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_OnAHangUp_ReadsItsFileAgain()
    {
        using var folder = new ConfigurationFolder();
        folder.Write("secrets: {A: one}\n");
        await using var server = await ServerProcess.StartAsync(data.FullName, ["--config", folder.Path]);

        await server.SignalAsync("HUP");

        await Eventually.IsTrueAsync(() => Task.FromResult(server.Lines.Any(static line => line.Contains("read again (SIGHUP)", StringComparison.Ordinal))), "the file was read again");
        Assert.Equal(200, (await server.Client().SendAsync("GET", "/health/ready")).Status);
    }

    [Fact]
    public async Task Serve_LoggingJson_WritesOneObjectALine()
    {
        await using var server = await ServerProcess.StartAsync(data.FullName, ["--log-format", "json"]);
        await server.TerminateAsync();
        Assert.Equal(0, await server.ExitCodeAsync());

        Assert.True(server.Lines.Count >= 3, string.Join('\n', server.Lines));
        Assert.All(server.Lines, static line => Assert.Equal(JsonValueKind.Object, JsonElement.Parse(line).ValueKind));
    }

    [Fact]
    public async Task Serve_ToldToEnd_IsNotReadyAtOnceStillTakesConnectionsAndFinishesAStream()
    {
        var release = new TaskCompletionSource();
        await using var upstream = await ScriptedUpstream.StartAsync(SlowStream(release.Task));
        await using var server = await ServerProcess.StartAsync(data.FullName, ["--drain-delay-seconds", "8"]);
        var client = server.Client(await server.AdministratorTokenAsync());
        await Connection.MakeAsync(client, upstream.BaseUrl);
        using var answer = await StreamAsync(client);
        var (live, ready) = (server.Client(), server.Client());

        await server.TerminateAsync();

        await Eventually.IsTrueAsync(async () => (await ready.SendAsync("GET", "/health/ready")).Status == 503, "not ready");
        Assert.Equal(200, (await live.SendAsync("GET", "/health/live")).Status);
        await Eventually.IsTrueAsync(async () => await IsRefusedAsync(live), "the listener closed");
        release.SetResult();
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.EndsWith("data: [DONE]\n\n", text, StringComparison.Ordinal);
        Assert.Equal(0, await server.ExitCodeAsync());
    }

    [Fact]
    public async Task Serve_ToldToEndWithARequestThatOutlastsTheDrain_CutsItOffAndEndsInOrder()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(SlowStream(new TaskCompletionSource().Task));
        await using var server = await ServerProcess.StartAsync(data.FullName, ["--drain-seconds", "0.5"]);
        var client = server.Client(await server.AdministratorTokenAsync());
        await Connection.MakeAsync(client, upstream.BaseUrl);
        using var answer = await StreamAsync(client);

        await server.TerminateAsync();

        Assert.Equal(0, await server.ExitCodeAsync());
    }

    [Fact]
    public async Task Serve_KilledDuringARun_SaysThatItFailed()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(SlowStream(new TaskCompletionSource().Task));
        string token, path;
        await using (var server = await ServerProcess.StartAsync(data.FullName))
        {
            token = await server.AdministratorTokenAsync();
            var client = server.Client(token);
            await Connection.MakeAsync(client, upstream.BaseUrl);
            await client.PostJsonAsync("/v1/agents", new { identifier = "slow", properties = new { prompt = "You are slow." } });
            var accepted = await client.SendAsync("POST", "/v1/agent/slow/invoke", new { prompt = "hi" });
            Assert.Equal(202, accepted.Status);
            await upstream.NextAsync(TestContext.Current.CancellationToken);
            path = $"/v1/ai/invoke/{Find(accepted.Json, "identifier")}";
            Assert.Contains("In Progress", (await client.SendAsync("GET", path)).Text, StringComparison.Ordinal);
            server.Kill();
        }

        await using var after = await ServerProcess.StartAsync(data.FullName);

        var record = await after.Client(token).SendAsync("GET", path);
        Assert.Contains("Failed", record.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("In Progress", record.Text, StringComparison.Ordinal);
    }

    private static Microsoft.AspNetCore.Http.RequestDelegate SlowStream(Task release) => async context =>
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.StartAsync();
        var stream = ScriptedUpstream.Stream("slow but whole");
        var cut = stream.IndexOf("\n\n", StringComparison.Ordinal) + 2;
        await context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(stream[..cut]));
        await context.Response.Body.FlushAsync();
        await release.WaitAsync(context.RequestAborted);
        await context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(stream[cut..]));
    };

    private static async Task<HttpResponseMessage> StreamAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/chat/completions", UriKind.Relative));
        request.Content = new StringContent("""{"model": "claude-sonnet", "stream": true, "messages": [{"role": "user", "content": "hi"}]}""", null, "application/json");
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    private static async Task<bool> IsRefusedAsync(HttpClient client)
    {
        try
        {
            await client.SendAsync("GET", "/health/live");
            return false;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }

    private static string Find(JsonElement element, string suffix) => element.ValueKind != JsonValueKind.Object ? string.Empty : element.EnumerateObject()
        .Select(member => member.Name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) ? member.Value.GetString()! : Find(member.Value, suffix)).FirstOrDefault(static found => found.Length > 0, string.Empty);
}
