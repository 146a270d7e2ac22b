using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using Fairlead.Gateway.ProviderTypes;
using Fairlead.Gateway.ProviderTypes.Port;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>Checks the declared providers as a server would: by the schema of their type, and by building them.</summary>
internal static partial class ProviderChecks
{
    /// <summary>The path segment under which the defaults live: no provider can have it as its identifier.</summary>
    private const string Reserved = "defaults";

    private static readonly FrozenDictionary<string, Schema> Schemas =
        FileSchema.Types.ToFrozenDictionary(static type => type.Name, static type => Schema.Parse(JsonSerializer.SerializeToElement(FileSchema.Provider(type, isNamedAsType: true))));

    public static void Run(FileCheck check)
    {
        if (check.Whole("managed") is { ValueKind: JsonValueKind.Object } managed)
        {
            Build(check, new ProviderDefinition(PortProviderType.TypeName, PortProviderType.TypeName, true, managed, default, default), [], "managed", "managed");
        }

        foreach (var identifier in check.NamesIn("providers"))
        {
            check.Providers[identifier] = null;
        }

        foreach (var (identifier, entry, path) in check.Entries("providers"))
        {
            if (entry.ValueKind == JsonValueKind.Object && TypeOf(check, identifier, entry, path) is { } type)
            {
                Check(check, identifier, type, entry, path);
            }
        }
    }

    /// <summary>What a declared provider is built from.</summary>
    public static ProviderDefinition DefinitionOf(string identifier, string type, JsonElement entry) => new(
        identifier,
        type,
        !entry.TryGetProperty("enabled", out var enabled) || enabled.GetBoolean(),
        entry.TryGetProperty("config", out var config) ? config : JsonElement.Parse("{}"),
        entry.TryGetProperty("overrides", out var overrides) ? overrides : default,
        DateTimeOffset.UnixEpoch);

    private static string? TypeOf(FileCheck check, string identifier, JsonElement entry, string path)
    {
        var isGiven = entry.TryGetProperty("type", out var given);
        if (isGiven && given.ValueKind != JsonValueKind.String)
        {
            check.Problems.Add(new Problem($"{path}.type", "must be a string"));
            return null;
        }

        var type = isGiven ? given.GetString()! : identifier;
        var problem = type == PortProviderType.TypeName || identifier == PortProviderType.TypeName ? new Problem(path, "is the deployment's own provider; declare it under managed:")
            : identifier == Reserved ? new Problem(path, "has a name that is reserved")
            : !Schemas.ContainsKey(type) && isGiven ? new Problem($"{path}.type", $"must be one of {string.Join(", ", Schemas.Keys.Order(StringComparer.Ordinal))}{Suggestion.Ending(type, Schemas.Keys)}")
            : !Schemas.ContainsKey(type) ? new Problem($"{path}.type", $"is required, since '{identifier}' is no provider type: one of {string.Join(", ", Schemas.Keys.Order(StringComparer.Ordinal))}{Suggestion.Ending(type, Schemas.Keys)}")
            : identifier != type && Schemas.ContainsKey(identifier) ? new Problem(path, "has a provider type's name, which only a provider of that type may have")
            : null;
        if (problem is not null)
        {
            check.Problems.Add(problem);
        }

        return problem is null ? type : null;
    }

    private static void Check(FileCheck check, string identifier, string type, JsonElement entry, string path)
    {
        var isUsable = SoundPart.TryRead(Schemas[type], entry, out var problems, out var part);
        if (problems.Count == 0 && !entry.TryGetProperty("config", out _))
        {
            problems = [.. KnownProviderTypes.Find(type)!.Settings.Validate(JsonElement.Parse("{}")).Select(static problem => problem.Under("config"))];
            isUsable = problems.Count == 0;
        }

        check.Problems.AddRange(problems.Select(problem => problem.Under(path)));
        if (isUsable)
        {
            Build(check, DefinitionOf(identifier, type, part!.Root), problems, path, $"{path}.config");
        }
    }

    // Which secrets a store has is known only to a server: what a provider would say of one's value is left out then.
    private static void Build(FileCheck check, ProviderDefinition definition, IReadOnlyList<Problem> known, string path, string config)
    {
        var absent = new HashSet<string>(StringComparer.Ordinal);
        var type = KnownProviderTypes.Find(definition.Type)!;
        var secrets = check.Part("secrets");
        foreach (var name in type.SecretNames(definition.Config).Distinct(StringComparer.Ordinal))
        {
            if (!check.NeedsSecret(name, PathOf(definition.Config, name, config)))
            {
                absent.Add(name);
            }
        }

        // The identity of the process is the server's to have: what is checked may run elsewhere.
        var context = new ProviderContext(name => absent.Contains(name) ? "secret" : secrets.GetProperty(name).GetString(), check.Addresses) { Options = check.Gateway, Environment = static _ => "value" };
        var (built, problems) = type.BuildSound(definition, context, known);
        var speculative = absent.Select(name => PathOf(definition.Config, name, "config"))
            .Where(static place => !Problem.IsWithin(place, "config.customHeaders")).ToHashSet(StringComparer.Ordinal); // There "secret" will do; what is wrong is wrong.
        check.Problems.AddRange(problems.Skip(known.Count).Where(problem => !speculative.Contains(problem.Path)).Select(problem => problem with { Path = Rebase(problem.Path, path, config) }));
        check.Providers[definition.Identifier] = problems.Count == 0 ? built : null;
    }

    private static string Rebase(string problem, string path, string config) =>
        ConfigPrefix().IsMatch(problem) ? config + problem["config".Length..] : $"{path}.{problem}";

    private static string PathOf(JsonElement config, string secret, string prefix)
    {
        var setting = config.EnumerateObject().FirstOrDefault(member => member.Value.ValueKind == JsonValueKind.String && member.Value.ValueEquals(secret));
        if (setting.Value.ValueKind != JsonValueKind.Undefined)
        {
            return Problem.Join(prefix, setting.Name);
        }

        var header = config.TryGetProperty("customHeaders", out var headers)
            ? headers.EnumerateObject().FirstOrDefault(member => member.Value.GetString()!.Contains(secret, StringComparison.Ordinal))
            : default;
        return header.Value.ValueKind == JsonValueKind.Undefined ? prefix : Problem.Join($"{prefix}.customHeaders", header.Name);
    }

    [GeneratedRegex(@"^config(?=$|[.\[])", RegexOptions.CultureInvariant)]
    private static partial Regex ConfigPrefix();
}
