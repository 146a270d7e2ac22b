using System.CommandLine;
using System.Globalization;
using Fairlead.Server.Platform;
using Fairlead.Server.Platform.Encryption;
using Fairlead.Server.Platform.Hosting;

namespace Fairlead.Server.Commands;

/// <summary><c>fairlead serve</c>: runs the server.</summary>
internal static class ServeCommand
{
    private const int MaxSeconds = 86_400;

    public static Command Create()
    {
        var defaults = new ServerSettings();
        var urls = new Option<string>("--urls") { Description = "Where to listen, separated by semicolons.", DefaultValueFactory = _ => defaults.Urls };
        var data = new Option<string>("--data") { Description = "The data folder.", DefaultValueFactory = _ => defaults.Data };
        var config = new Option<string?>("--config") { Description = "The configuration file (YAML)." };
        var delay = new Option<double>("--drain-delay-seconds") { Description = "From a stop's announcement to the closing of the listener.", DefaultValueFactory = _ => defaults.DrainDelaySeconds };
        var drain = new Option<double>("--drain-seconds") { Description = "What is in flight gets this long to finish.", DefaultValueFactory = _ => defaults.DrainSeconds };
        var format = new Option<string>("--log-format") { Description = "text or json.", DefaultValueFactory = _ => defaults.LogFormat };
        format.AcceptOnlyFromAmong("text", "json");
        Array.ForEach([delay, drain], RequireRange);

        var command = new Command("serve", "Run the server.") { urls, data, config, delay, drain, format };
        command.SetAction((result, cancellationToken) => RunAsync(
            new ServerSettings
            {
                Urls = result.GetRequiredValue(urls),
                Data = result.GetRequiredValue(data),
                Config = result.GetValue(config),
                DrainDelaySeconds = result.GetRequiredValue(delay),
                DrainSeconds = result.GetRequiredValue(drain),
                LogFormat = result.GetRequiredValue(format),
                AdminClientId = Variable("FAIRLEAD_ADMIN_CLIENT_ID"),
                AdminClientSecret = Variable("FAIRLEAD_ADMIN_CLIENT_SECRET"),
                EncryptionKey = Environment.GetEnvironmentVariable(DeploymentKey.Variable),
                Overrides = CommandContext.Overrides(),
            },
            cancellationToken));
        return command;
    }

    // What timers can wait for, and more than anyone means to.
    private static void RequireRange(Option<double> seconds) => seconds.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && double.TryParse(token.Value, CultureInfo.InvariantCulture, out var value) && value is not (>= 0 and <= MaxSeconds))
        {
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{seconds.Name} must be from 0 to {MaxSeconds}."));
        }
    });

    // A variable that is set to nothing is as good as absent: that is how container files leave one out.
    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static async Task<int> RunAsync(ServerSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Overrides.TryGetValue("DATABASE", out var database) && database is not (null or "" or "sqlite"))
        {
            throw new StartupException("FAIRLEAD_DATABASE: only 'sqlite', the store in the data folder, can be used by this version.");
        }

        if (settings.AdminClientId is null != settings.AdminClientSecret is null)
        {
            throw new StartupException("FAIRLEAD_ADMIN_CLIENT_ID and FAIRLEAD_ADMIN_CLIENT_SECRET go together: set both, or neither.");
        }

        await using var app = await ServerApp.StartAsync(settings, cancellationToken);
        try
        {
            await app.WaitForShutdownAsync(CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            // What outlasted the drain has been cut off, as it was told to be: the stop is in order.
        }

        return ExitCodes.Done;
    }
}
