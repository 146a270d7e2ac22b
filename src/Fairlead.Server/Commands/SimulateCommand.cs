using System.CommandLine;
using System.Runtime.InteropServices;
using Fairlead.Server.Platform;
using Fairlead.Simulator;
using Fairlead.Simulator.Faults;

namespace Fairlead.Server.Commands;

/// <summary><c>fairlead simulate</c>: runs the simulated upstream alone.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var defaults = new SimulatorOptions();
        var urls = new Option<string>("--urls") { Description = "Where to listen.", DefaultValueFactory = _ => defaults.Urls };
        var apiKey = new Option<string?>("--api-key") { Description = "The key that callers must send." };
        var remote = new Option<bool>("--allow-remote") { Description = "Listen on other addresses than loopback." };
        var first = new Option<double>("--ttft-ms") { Description = "Milliseconds to the first token." };
        var rate = new Option<double>("--tokens-per-second") { Description = "Tokens a second; 0 for as fast as can be." };
        var failRate = new Option<double>("--fail-rate") { Description = "The share of requests that fail, from 0 to 1." };
        var failStatus = new Option<int>("--fail-status") { Description = "The status that they fail with.", DefaultValueFactory = _ => defaults.FailStatus };
        var cut = new Option<int>("--cut-after-chunks") { Description = "Break streams off after so many chunks; 0 for never." };
        var faults = new Option<string?>("--faults") { Description = "A file with a script of faults, as JSON." };
        var seed = new Option<int>("--seed") { Description = "What answers and failures are drawn from." };

        var command = new Command("simulate", "Run a simulated OpenAI-compatible upstream.") { urls, apiKey, remote, first, rate, failRate, failStatus, cut, faults, seed };
        var vendor = new SimulatedVendor();
        vendor.AddTo(command);
        command.SetAction((result, cancellationToken) => RunAsync(
            vendor.Apply(defaults, result) with
            {
                Urls = result.GetRequiredValue(urls),
                ApiKey = result.GetValue(apiKey),
                AllowRemote = result.GetValue(remote),
                TimeToFirstToken = TimeSpan.FromMilliseconds(result.GetValue(first)),
                TokensPerSecond = result.GetValue(rate),
                FailRate = result.GetValue(failRate),
                FailStatus = result.GetValue(failStatus),
                CutAfterChunks = result.GetValue(cut),
                Faults = result.GetValue(faults) is { } file ? ReadFaults(file) : null,
                Seed = result.GetValue(seed),
            },
            cancellationToken));
        return command;
    }

    private static FaultScript ReadFaults(string file)
    {
        try
        {
            return FaultScript.Parse(File.ReadAllBytes(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"--faults: {exception.Message}");
        }
        catch (ArgumentException exception)
        {
            throw new StartupException($"--faults: {file}: {exception.Message}");
        }
    }

    private static async Task<int> RunAsync(SimulatorOptions options, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            ended.Cancel();
        });
        try
        {
            await using var simulator = await SimulatorServer.StartAsync(options, cancellationToken);
            await Console.Error.WriteLineAsync($"Listening on {simulator.BaseAddress}");
            await simulator.WaitForShutdownAsync(ended.Token);
            return ExitCodes.Done;
        }
        catch (Exception exception) when (exception is ArgumentException or IOException)
        {
            throw new StartupException(exception.Message);
        }
    }
}
