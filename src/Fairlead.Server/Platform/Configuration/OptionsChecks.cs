using Fairlead.Gateway;
using Fairlead.Gateway.Outbound;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>Checks the options as the start does: by filling their classes.</summary>
internal static class OptionsChecks
{
    public static void Run(FileCheck check, ConfigurationContext context)
    {
        if (!check.IsSound("options"))
        {
            return;
        }

        var problems = new List<string>();
        var options = FlatOptions.Of(check.Part("options"));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(options).Build();
        foreach (var (section, type) in context.Sections)
        {
            OptionsReader.Read(configuration.GetSection(section), type, problems);
        }

        check.Problems.AddRange(problems.Select(static problem => problem.Split(": ", 2)).Select(static parts => new Problem($"options.{parts[0]}", parts[^1])));
        if (problems.Count == 0)
        {
            Keep(check, new ConfigurationBuilder().AddInMemoryCollection(options).AddInMemoryCollection(context.Overrides).Build());
        }
    }

    // What the process is told otherwise wins over the file; what is wrong with that is the start's to say.
    private static void Keep(FileCheck check, IConfiguration configuration)
    {
        var problems = new List<string>();
        var network = (NetworkOptions)OptionsReader.Read(configuration.GetSection(NetworkOptions.Section), typeof(NetworkOptions), problems);
        var gateway = (GatewayOptions)OptionsReader.Read(configuration.GetSection(GatewayOptions.Section), typeof(GatewayOptions), problems);
        if (problems.Count == 0)
        {
            (check.Addresses, check.Gateway) = (new AddressPolicy(network), gateway);
        }
    }
}
