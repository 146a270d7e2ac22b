using System.CommandLine;
using Fairlead.Server.Platform;
using Fairlead.Server.Platform.Configuration;

namespace Fairlead.Server.Commands;

/// <summary><c>fairlead plan</c>: shows what a configuration file would change on a running server, and changes nothing.</summary>
internal static class PlanCommand
{
    private const string UrlVariable = "FAIRLEAD_URL";
    private const string IdVariable = "FAIRLEAD_ADMIN_CLIENT_ID";
    private const string SecretVariable = "FAIRLEAD_ADMIN_CLIENT_SECRET";

    public static Command Create()
    {
        var config = new Option<string>("--config") { Description = "The configuration file (YAML).", Required = true };
        var url = new Option<string>("--url") { Description = $"The server; {UrlVariable} when absent.", DefaultValueFactory = static _ => Variable(UrlVariable) ?? "http://127.0.0.1:4000" };
        var id = new Option<string?>("--client-id") { Description = $"An administrator's client id; {IdVariable} when absent." };
        var secret = new Option<string?>("--client-secret") { Description = $"Its secret; {SecretVariable} when absent." };
        var command = new Command("plan", "Show what a configuration file would change on the running server.") { config, url, id, secret };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetRequiredValue(config),
            result.GetRequiredValue(url),
            result.GetValue(id) ?? Variable(IdVariable),
            result.GetValue(secret) ?? Variable(SecretVariable),
            cancellationToken));
        return command;
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static async Task<int> RunAsync(string path, string url, string? id, string? secret, CancellationToken cancellationToken)
    {
        if (id is null || secret is null)
        {
            throw new StartupException($"An administrator's credentials are wanted: --client-id and --client-secret, or {IdVariable} and {SecretVariable}.");
        }

        if (!Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new StartupException("--url: an http or https URL is wanted.");
        }

        var file = ConfigurationFile.Read(path, CommandContext.Of());
        if (file.Problems.Count > 0)
        {
            return Refuse(file.Problems);
        }

        try
        {
            using var server = new PlanClient(address);
            var (plan, problems) = await server.PlanAsync(id, secret, file, cancellationToken);
            return problems.Count > 0 ? Refuse(problems) : Print(new PlanText(plan), path);
        }
        catch (HttpRequestException exception)
        {
            await Console.Error.WriteLineAsync($"{address}: {exception.Message}");
            return ExitCodes.Failed;
        }
    }

    private static int Refuse(IReadOnlyList<ConfigurationProblem> problems)
    {
        foreach (var problem in problems)
        {
            Console.Error.WriteLine(problem);
        }

        return ExitCodes.Usage;
    }

    private static int Print(PlanText text, string path)
    {
        foreach (var line in text.Lines(path))
        {
            Console.Out.WriteLine(line);
        }

        return ExitCodes.Done;
    }
}
