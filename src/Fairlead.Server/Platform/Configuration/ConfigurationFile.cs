using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.ProviderTypes;
using Fairlead.Gateway.ProviderTypes.Port;
using Fairlead.Protocols.JsonSchema;
using YamlDotNet.Core;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>The operator's file: the managed provider, and options.</summary>
internal sealed class ConfigurationFile
{
    private ConfigurationFile(JsonElement? managed, IReadOnlyDictionary<string, string?> options)
    {
        Managed = managed;
        Options = options;
    }

    /// <summary>What a process has that was given no file.</summary>
    public static ConfigurationFile None { get; } = new(null, new Dictionary<string, string?>());

    /// <summary>The managed provider's settings; null when none is declared.</summary>
    public JsonElement? Managed { get; }

    /// <summary>The options, by .NET's configuration names.</summary>
    public IReadOnlyDictionary<string, string?> Options { get; }

    /// <summary>Reads a file; all that is wrong with it at once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sections">The options classes by their sections.</param>
    /// <param name="problems">What is wrong.</param>
    public static ConfigurationFile? Read(string path, IReadOnlyDictionary<string, Type> sections, out IReadOnlyList<ConfigurationProblem> problems)
    {
        try
        {
            var (root, reader) = YamlReader.Read(File.ReadAllText(path));
            var document = JsonSerializer.SerializeToElement(root ?? new JsonObject());
            problems = [.. Check(document, sections).Select(problem => Locate(path, reader, problem))];
            return problems.Count == 0 ? new ConfigurationFile(Member(document, "managed"), Flatten(Member(document, "options"))) : null;
        }
        catch (YamlException exception)
        {
            problems = [new ConfigurationProblem(path, exception.Start.Line, exception.Start.Column, exception.Message)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems = [new ConfigurationProblem(path, 1, 1, exception.Message)];
        }

        return null;
    }

    private static List<Problem> Check(JsonElement document, IReadOnlyDictionary<string, Type> sections)
    {
        var problems = SchemaOf(sections).Validate(document).ToList();
        if (problems.Count > 0 || Member(document, "managed") is not { } managed)
        {
            return problems;
        }

        // The provider type's own rules; which secrets there are is known only to a server.
        var definition = new ProviderDefinition(PortProviderType.TypeName, PortProviderType.TypeName, true, managed, default, default);
        var deeper = new List<Problem>();
        KnownProviderTypes.Find(PortProviderType.TypeName)!.Build(definition, new ProviderContext(static _ => "secret", new AddressPolicy(new NetworkOptions())), deeper);
        problems.AddRange(deeper.Select(static problem => problem with { Path = "managed" + problem.Path["config".Length..] }));
        return problems;
    }

    private static Schema SchemaOf(IReadOnlyDictionary<string, Type> sections)
    {
        var options = new JsonObject();
        foreach (var (name, type) in sections)
        {
            options.Add(JsonNamingPolicy.CamelCase.ConvertName(name), OptionsSchema.Of(type));
        }

        return Schema.Parse(JsonSerializer.SerializeToElement(new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject
            {
                ["managed"] = JsonNode.Parse(KnownProviderTypes.Find(PortProviderType.TypeName)!.Settings.Source.GetRawText()),
                ["options"] = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = options },
            },
        }));
    }

    private static ConfigurationProblem Locate(string path, YamlReader reader, Problem problem)
    {
        var mark = reader.Find(problem.Path);
        return new ConfigurationProblem(path, mark.Line, mark.Column, $"{(problem.Path.Length == 0 ? "the file" : problem.Path)} {problem.Message}");
    }

    private static JsonElement? Member(JsonElement document, string name) => document.TryGetProperty(name, out var member) ? member : null;

    private static Dictionary<string, string?> Flatten(JsonElement? options)
    {
        var flat = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (options is { } given)
        {
            Flatten(given, string.Empty, flat);
        }

        return flat;
    }

    private static void Flatten(JsonElement element, string prefix, Dictionary<string, string?> flat)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    Flatten(member.Value, prefix.Length == 0 ? member.Name : $"{prefix}:{member.Name}", flat);
                }

                break;
            case JsonValueKind.Array:
                foreach (var (index, item) in element.EnumerateArray().Index())
                {
                    Flatten(item, string.Create(CultureInfo.InvariantCulture, $"{prefix}:{index}"), flat);
                }

                break;
            default:
                flat[prefix] = element.ToString();
                break;
        }
    }
}
