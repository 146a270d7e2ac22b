using Fairlead.Gateway.Outbound;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>Checks the options as the start does: by filling their classes.</summary>
internal static class OptionsChecks
{
    public static void Run(FileCheck check, IReadOnlyDictionary<string, Type> sections)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(FlatOptions.Of(check.Part("options"))).Build();
        var problems = new List<string>();
        foreach (var (section, type) in sections)
        {
            if (OptionsReader.Read(configuration.GetSection(section), type, problems) is NetworkOptions network && problems.Count == 0)
            {
                check.Addresses = new AddressPolicy(network);
            }
        }

        check.Problems.AddRange(problems.Select(static problem => problem.Split(": ", 2)).Select(static parts => new Problem($"options.{parts[0]}", parts[^1])));
    }
}
