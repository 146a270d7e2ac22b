using System.Net;
using System.Net.Sockets;
using Fairlead.Testing;

namespace Fairlead.Server.Tests.Commands;

public sealed class PlanCommandTests : IDisposable
{
    private const string First = """
        secrets: {KEY: sk-first}
        providers:
          one: {type: openai-compatible, config: {baseUrl: "http://one.example/v1", models: [{name: abc}], customHeaders: {X-Token: token-one}}}
          gone: {type: openai-compatible, config: {baseUrl: "http://gone.example/v1", models: [{name: abc}]}}
        """;

    private const string Second = """
        secrets: {KEY: sk-second}
        providers:
          one: {type: openai-compatible, config: {baseUrl: "http://two.example/v1", models: [{name: abc}], customHeaders: {X-Token: token-two}}}
          new: {type: openai-compatible, config: {baseUrl: "http://new.example/v1", models: [{name: abc}]}}
        options: {gateway: {idleTimeoutSeconds: 5}}
        """;

    private readonly ConfigurationFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Plan_OfAnotherFile_SaysWhatWouldChangeAndChangesNothing()
    {
        await using var server = await StartAsync();
        folder.Write("next.yaml", Second);

        var run = await PlanAsync("next.yaml", server.BaseAddress);

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Equal(
            """
            ~ secret KEY
                value: changed
            - provider gone
            + provider new
            ~ provider one
                config.baseUrl: "http://one.example/v1" -> "http://two.example/v1"
                config.customHeaders.X-Token: changed
            ! needs a restart
                options.gateway.idleTimeoutSeconds: (none) -> "5"
            """,
            run.Output.TrimEnd());
        Assert.Equal(0, (await PlanAsync("fairlead.yaml", server.BaseAddress)).ExitCode);
        Assert.Contains("no changes", (await PlanAsync("fairlead.yaml", server.BaseAddress)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_OfWhatTheServerWouldRefuse_Ends2AndNamesTheLine()
    {
        await using var server = await StartAsync();
        folder.Write("next.yaml", "providers:\n  one:\n    type: openai\n    config:\n      apiKeySecretName: secret:ABSENT\n");

        var run = await PlanAsync("next.yaml", server.BaseAddress);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"{folder.PathOf("next.yaml")}:5:7: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("ABSENT", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_OfALargeFile_IsNotBoundToTheControlPlanesBodies()
    {
        await using var server = await StartAsync();
        folder.Write("next.yaml", "secrets:\n" + string.Concat(Enumerable.Range(0, 40).Select(static number => $"  S{number}: {new string('x', 60_000)}\n")));

        var run = await PlanAsync("next.yaml", server.BaseAddress);

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains("+ secret S39", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_WithoutAServer_Ends1()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        folder.Write(First);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // Nothing listens there, and no other test can.
        var address = new Uri($"http://{socket.LocalEndPoint}");

        var run = await PlanAsync("fairlead.yaml", address);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(address.ToString(), run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_WithOtherCredentials_Ends2()
    {
        await using var server = await StartAsync();

        var run = await Executable.RunAsync(["plan", "--config", folder.Path, "--url", server.BaseAddress.ToString(), "--client-id", "admin", "--client-secret", "not the one"]);

        Assert.Equal(2, run.ExitCode);
    }

    private async Task<TestServer> StartAsync()
    {
        folder.Write(First);
        return await TestServer.StartAsync(settings => settings with { Config = folder.Path, AdminClientId = "admin", AdminClientSecret = "choose-a-long-one" });
    }

    private Task<Executable.Finished> PlanAsync(string file, Uri address) => Executable.RunAsync(
        ["plan", "--config", folder.PathOf(file), "--url", address.ToString()], ("FAIRLEAD_ADMIN_CLIENT_ID", "admin"), ("FAIRLEAD_ADMIN_CLIENT_SECRET", "choose-a-long-one"));
}
