using System.CommandLine;
using System.Security.Cryptography;
using Fairlead.Server.Platform;
using Fairlead.Simulator;

namespace Fairlead.Server.Commands;

/// <summary>What the vendors' accounts of a simulated upstream are said to hold: models, service accounts, roles.</summary>
internal sealed class SimulatedVendor
{
    private readonly Option<string[]> models = new("--model") { Description = "A model on offer, in place of the usual ones; may be repeated." };
    private readonly Option<string[]> accounts = new("--google-service-account") { Description = "EMAIL=FILE, the file holding the account's public key as PEM; may be repeated." };
    private readonly Option<string[]> roles = new("--aws-role") { Description = "ARN or ARN=EXTERNALID, a role that may be assumed; may be repeated." };

    public void AddTo(Command command)
    {
        command.Add(models);
        command.Add(accounts);
        command.Add(roles);
    }

    /// <summary>The options with what was said.</summary>
    /// <exception cref="StartupException">A public key cannot be read.</exception>
    public SimulatorOptions Apply(SimulatorOptions options, ParseResult result) => options with
    {
        Models = result.GetValue(models) is { Length: > 0 } named ? named : options.Models,
        GoogleServiceAccounts = (result.GetValue(accounts) ?? []).Select(static account => account.Split('=', 2)).ToDictionary(static pair => pair[0], static pair => PublicKey(pair[^1])),
        AwsRoles = (result.GetValue(roles) ?? []).Select(static role => role.Split('=', 2)).ToDictionary(static pair => pair[0], static pair => pair.Length == 2 ? pair[1] : null),
    };

    private static string PublicKey(string file)
    {
        try
        {
            var pem = File.ReadAllText(file);
            using var key = RSA.Create();
            key.ImportFromPem(pem);
            return pem;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            throw new StartupException($"--google-service-account: {exception.Message}");
        }
    }
}
