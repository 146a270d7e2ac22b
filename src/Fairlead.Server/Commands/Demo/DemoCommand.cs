using System.CommandLine;
using System.Security.Cryptography;

namespace Fairlead.Server.Commands.Demo;

/// <summary><c>fairlead demo</c>: a server and a simulated upstream as processes of their own, and the seed's page walked over real HTTP.</summary>
internal static class DemoCommand
{
    private const int ServerPort = 4000;
    private const int SimulatorPort = 9100;

    public static Command Create()
    {
        var once = new Option<bool>("--once") { Description = "End after the walk: 0 when every step answered as it should." };
        var command = new Command("demo", "Show Fairlead at work, beside a simulated upstream.") { once };
        command.SetAction((result, cancellationToken) => RunAsync(result.GetValue(once), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(bool once, CancellationToken cancellationToken)
    {
        var credentials = DemoCredentials.Create();
        var folder = Directory.CreateTempSubdirectory("fairlead-demo-");
        try
        {
            await using var simulator = await StartSimulatorAsync(credentials, cancellationToken);
            await using var server = await StartServerAsync(folder.FullName, simulator.Address, credentials, cancellationToken);
            using var curl = new Curl(server.Address, Console.Out);
            await new Walk(curl, simulator.Address, credentials, cancellationToken).RunAsync();
            Summarize(curl, server.Address, simulator.Address, credentials);
            if (!once)
            {
                Console.WriteLine("It stays up. Ctrl+C ends it, and its data folder goes with it.");
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return curl.Unexpected.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Done;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<ChildProcess> StartSimulatorAsync(DemoCredentials credentials, CancellationToken cancellationToken) => ChildProcess.StartAsync(
        ["simulate", "--urls", FreePort.Prefer(SimulatorPort), "--api-key", credentials.UpstreamKey, "--tokens-per-second", "200"], new Dictionary<string, string>(), cancellationToken);

    private static async Task<ChildProcess> StartServerAsync(string folder, Uri upstream, DemoCredentials credentials, CancellationToken cancellationToken)
    {
        var config = Path.Combine(folder, "fairlead.yaml");
        await File.WriteAllTextAsync(
            config,
            $"""
            managed:
              baseUrl: {upstream.AbsoluteUri}
              customHeaders:
                Authorization: Bearer {credentials.UpstreamKey}
              models:
                - name: gpt-5
                - name: text-embedding-3-small
                  operations: [embeddings]
            """,
            cancellationToken);
        var environment = new Dictionary<string, string>
        {
            ["FAIRLEAD_ADMIN_CLIENT_ID"] = credentials.ClientId,
            ["FAIRLEAD_ADMIN_CLIENT_SECRET"] = credentials.ClientSecret,
            ["FAIRLEAD_ENCRYPTION_KEY"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        };
        return await ChildProcess.StartAsync(
            ["serve", "--urls", FreePort.Prefer(ServerPort), "--data", Path.Combine(folder, "data"), "--config", config], environment, cancellationToken);
    }

    private static void Summarize(Curl curl, Uri server, Uri simulator, DemoCredentials credentials)
    {
        Console.WriteLine($"""

            Fairlead            {server}
            API reference       {new Uri(server, "/docs")}
            OpenAI base URL     {new Uri(server, "/v1")}
            Simulated upstream  {simulator}
            clientId            {credentials.ClientId}
            clientSecret        {credentials.ClientSecret}
            """);
        foreach (var unexpected in curl.Unexpected)
        {
            Console.Error.WriteLine($"Not as expected: {unexpected}");
        }

        Console.WriteLine(curl.Unexpected.Count == 0 ? "Every step answered as it should." : "Some steps did not answer as they should.");
    }
}
