using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>Replaces <c>${NAME}</c> and <c>${NAME:-default}</c> in every string of a document by the environment's values; <c>$${</c> is a literal <c>${</c>.</summary>
internal sealed partial class EnvironmentReferences(Func<string, string?> environment)
{
    private readonly HashSet<string> replaced = new(StringComparer.Ordinal);

    /// <summary>What is wrong.</summary>
    public List<Problem> Problems { get; } = [];

    /// <summary>The paths of the strings in which something was replaced.</summary>
    public IReadOnlySet<string> Replaced => replaced;

    /// <summary>Replaces in a document.</summary>
    public void Apply(JsonObject root) => Walk(root, string.Empty);

    private void Walk(JsonNode? node, string path)
    {
        switch (node)
        {
            case JsonObject mapping:
                foreach (var (name, value) in mapping.ToList())
                {
                    Visit(value, Problem.Join(path, name), text => mapping[name] = text);
                }

                break;
            case JsonArray list:
                for (var index = 0; index < list.Count; index++)
                {
                    var at = index;
                    Visit(list[index], string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), text => list[at] = text);
                }

                break;
        }
    }

    private void Visit(JsonNode? value, string path, Action<string> set)
    {
        if (value is not JsonValue || value.GetValueKind() != JsonValueKind.String)
        {
            Walk(value, path);
        }
        else if (value.GetValue<string>() is var text && text.Contains("${", StringComparison.Ordinal))
        {
            set(Replace(text, path));
        }
    }

    private string Replace(string text, string path)
    {
        var result = new StringBuilder();
        var at = 0;
        for (int found; (found = text.IndexOf("${", at, StringComparison.Ordinal)) >= 0;)
        {
            if (found > at && text[found - 1] == '$')
            {
                result.Append(text, at, found - 1 - at).Append("${");
                at = found + 2;
                continue;
            }

            result.Append(text, at, found - at);
            if (Reference().Match(text, found) is not { Success: true } reference)
            {
                Problems.Add(new Problem(path, "has '${' that is no reference; write ${NAME} or ${NAME:-default}, or $${ for the characters themselves"));
                return text;
            }

            result.Append(ValueOf(reference, path));
            replaced.Add(path);
            at = found + reference.Length;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    private string ValueOf(Match reference, string path)
    {
        var name = reference.Groups["name"].Value;
        var value = environment(name);
        if (reference.Groups["default"] is { Success: true } otherwise)
        {
            return string.IsNullOrEmpty(value) ? otherwise.Value : value;
        }

        if (value is null)
        {
            Problems.Add(new Problem(path, $"refers to the environment variable {name}, which is not set; set it, or write ${{{name}:-default}}"));
        }

        return value ?? string.Empty;
    }

    [GeneratedRegex(@"\G\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(:-(?<default>[^}]*))?\}", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
