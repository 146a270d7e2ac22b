using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Fairlead.Gateway.Outbound;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>Fills an options class from the configuration, and checks it against its own ranges.</summary>
internal static class OptionsReader
{
    /// <summary>The options; what is wrong with them is added to the problems, each naming its key.</summary>
    public static object Read(IConfigurationSection section, Type type, List<string> problems)
    {
        var options = Activator.CreateInstance(type)!;
        var prefix = JsonNamingPolicy.CamelCase.ConvertName(section.Key);
        try
        {
            section.Bind(options);
        }
        catch (InvalidOperationException exception)
        {
            problems.Add($"{prefix}: {exception.Message}");
            return options;
        }

        var invalid = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), invalid, validateAllProperties: true);
        problems.AddRange(invalid.Select(result => $"{prefix}.{JsonNamingPolicy.CamelCase.ConvertName(result.MemberNames.FirstOrDefault() ?? string.Empty)}: {result.ErrorMessage}"));
        problems.AddRange((options as NetworkOptions)?.Problems() ?? []);
        return options;
    }
}
