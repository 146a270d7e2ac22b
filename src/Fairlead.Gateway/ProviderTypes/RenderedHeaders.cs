using System.Text.Json;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Gateway.ProviderTypes;

/// <summary>Renders what a configuration sends on every request: its custom headers and its API key.</summary>
internal sealed class RenderedHeaders
{
    private const int ShortestToken = 8;
    private readonly List<KeyValuePair<string, string>> headers = [];
    private readonly List<string> secretValues = [];

    /// <summary>The headers, checked.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => headers;

    /// <summary>The secret values in them, and the literal ones that may be tokens.</summary>
    public IReadOnlyList<string> SecretValues => secretValues;

    /// <summary>The names of the secrets that a configuration refers to.</summary>
    public static IEnumerable<string> SecretNames(JsonElement config)
    {
        if (config.TryGetProperty("apiKeySecretName", out var apiKey))
        {
            yield return apiKey.GetString()!;
        }

        foreach (var name in CustomHeaders(config).SelectMany(static header => SecretTemplate.Names(header.Value.GetString()!)))
        {
            yield return name;
        }
    }

    /// <summary>Renders the headers; adds what is wrong with them to the problems, by name and never by value.</summary>
    public static RenderedHeaders Render(JsonElement config, SecretReader secrets, ICollection<Problem> problems)
    {
        var rendered = new RenderedHeaders();
        foreach (var header in CustomHeaders(config))
        {
            rendered.AddCustom(header.Name, header.Value.GetString()!, secrets, problems);
        }

        // A custom Authorization wins over the API key.
        if (config.TryGetProperty("apiKeySecretName", out var apiKey) && !rendered.headers.Exists(static header => header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase)))
        {
            rendered.AddApiKey(apiKey.GetString()!, secrets, problems);
        }

        return rendered;
    }

    private static IEnumerable<JsonProperty> CustomHeaders(JsonElement config) =>
        config.TryGetProperty("customHeaders", out var custom) ? custom.EnumerateObject() : Enumerable.Empty<JsonProperty>();

    private void AddCustom(string name, string template, SecretReader secrets, ICollection<Problem> problems)
    {
        var path = $"config.customHeaders[\"{name}\"]";
        if (headers.Exists(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            problems.Add(new Problem(path, "is given twice: header names are the same in upper and lower case"));
        }
        else if (HeaderRules.NameProblem(name) is { } problem)
        {
            problems.Add(new Problem(path, problem));
        }
        else if (SecretTemplate.IsMalformed(template))
        {
            problems.Add(new Problem(path, "has '{{' that is not a secret reference; write {{ .secrets.NAME }} or {{ .secrets[\"NAME\"] }}"));
        }
        else
        {
            Add(name, SecretTemplate.Render(template, secret => Resolve(secret, path, secrets, problems)), path, problems);
            AddLiteral(template);
        }
    }

    // As it is and after its scheme ("Bearer …"). A shorter one is no token, and would only blacken what the upstream says.
    private void AddLiteral(string template)
    {
        if (!SecretTemplate.Names(template).Any())
        {
            string[] spellings = [template, template[(template.IndexOf(' ', StringComparison.Ordinal) + 1)..]];
            secretValues.AddRange(spellings.Distinct().Where(static text => text.Length >= ShortestToken));
        }
    }

    private void AddApiKey(string secret, SecretReader secrets, ICollection<Problem> problems)
    {
        const string Path = "config.apiKeySecretName";
        Add("Authorization", $"Bearer {Resolve(secret, Path, secrets, problems)}", Path, problems);
    }

    private void Add(string name, string value, string path, ICollection<Problem> problems)
    {
        if (HeaderRules.ValueProblem(value) is { } problem)
        {
            problems.Add(new Problem(path, $"header '{name}' {problem}"));
            return;
        }

        headers.Add(new(name, value));
    }

    private string Resolve(string secret, string path, SecretReader secrets, ICollection<Problem> problems)
    {
        if (secrets(secret) is not { } value)
        {
            problems.Add(new Problem(path, $"names the secret '{secret}', which does not exist; create it with POST /v1/organization/secrets"));
            return string.Empty;
        }

        value = HeaderRules.TrimSecret(value);
        secretValues.Add(value);
        return value;
    }
}
