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
        GoogleServiceAccounts = Pairs(result.GetValue(accounts)).ToDictionary(static pair => pair.Key, static pair => PublicKey(pair.Value)),
        AwsRoles = Pairs(result.GetValue(roles)),
    };

    private static Dictionary<string, string?> Pairs(string[]? given)
    {
        var pairs = new Dictionary<string, string?>();
        foreach (var pair in given ?? [])
        {
            var parts = pair.Split('=', 2);
            pairs[parts[0]] = parts.Length == 2 ? parts[1] : null;
        }

        return pairs;
    }

    private static string PublicKey(string? file)
    {
        if (file is null)
        {
            throw new StartupException("--google-service-account: EMAIL=FILE is wanted, the file holding the account's public key as PEM.");
        }

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
