using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Routing;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Gateway.ProviderTypes;

/// <summary>A provider that is being built: reads its settings, and collects what is wrong with them and which secrets it uses.</summary>
internal sealed class ProviderDraft(ProviderDefinition definition, ProviderContext context, ICollection<Problem> problems)
{
    private readonly List<string> secretValues = [];
    private readonly string[] refused = [.. problems.Select(static problem => problem.Path)];

    /// <summary>What the administrator wrote.</summary>
    public ProviderDefinition Definition => definition;

    /// <summary>The type's settings.</summary>
    public JsonElement Config => definition.Config;

    /// <summary>What surrounds the provider.</summary>
    public ProviderContext Context => context;

    /// <summary>What is wrong so far.</summary>
    public ICollection<Problem> Problems => problems;

    /// <summary>The secret values that were read.</summary>
    public IReadOnlyList<string> SecretValues => secretValues;

    /// <summary>Whether a setting is there, or was and has been refused.</summary>
    public bool Has(string setting) => Config.TryGetProperty(setting, out _) || IsRefused(setting);

    /// <summary>A setting's text; null when it is not there, or has been refused.</summary>
    public string? Text(string setting) => Config.TryGetProperty(setting, out var value) ? value.GetString() : null;

    /// <summary>Adds a problem with a setting.</summary>
    public void Refuse(string setting, string problem) => problems.Add(new Problem($"config.{setting}", problem));

    /// <summary>Refuses the settings that are there.</summary>
    public void RefuseAll(IEnumerable<string> settings, string problem)
    {
        foreach (var setting in settings.Where(Has))
        {
            Refuse(setting, problem);
        }
    }

    /// <summary>Refuses the lack of any of the settings.</summary>
    public void RequireAll(IEnumerable<string> settings, string why)
    {
        foreach (var setting in settings.Where(setting => !Has(setting)))
        {
            Refuse(setting, $"is required {why}");
        }
    }

    /// <summary>
    /// The URL in a setting, or the fallback, without a slash at its end; null with a problem when it is not one that may be called, and without one when there is
    /// none since settings have been refused.
    /// </summary>
    public string? Url(string setting, string? fallback) =>
        IsRefused(setting) || (fallback is null && !Has(setting)) ? null : BaseUrl.Read(Config, setting, fallback, context.Addresses, problems);

    /// <summary>The value of the secret that a setting names; null with a problem when there is no such secret, and without one when there is no such setting.</summary>
    public string? Secret(string setting) => Text(setting) is { } name ? Resolve(name, $"config.{setting}") : null;

    /// <summary>A secret's value; empty with a problem when there is no such secret.</summary>
    public string? Resolve(string name, string path)
    {
        if (context.Secrets(name) is not { } value)
        {
            problems.Add(new Problem(path, $"names the secret '{name}', which does not exist; create it with POST /v1/organization/secrets"));
            return null;
        }

        value = HeaderRules.TrimSecret(value);
        secretValues.Add(value);
        return value;
    }

    /// <summary>Keeps a further spelling of a secret out of what is quoted.</summary>
    public void Mask(string value) => secretValues.Add(value);

    /// <summary>Whether a value can be sent in a header; adds a problem, without the value, when it cannot.</summary>
    public bool IsSendable([NotNullWhen(true)] string? value, string path, string header)
    {
        if (value is not null && HeaderRules.ValueProblem(value) is { } problem)
        {
            problems.Add(new Problem(path, $"header '{header}' {problem}"));
            return false;
        }

        return value is not null;
    }

    private bool IsRefused(string setting) => Array.Exists(refused, path => Problem.IsWithin(path, $"config.{setting}"));

    /// <summary>The provider, yet without models.</summary>
    public ProviderSnapshot Connect(Connection connection) => new()
    {
        Identifier = definition.Identifier,
        Type = definition.Type,
        Enabled = definition.Enabled,
        CreatedAt = definition.CreatedAt,
        Headers = connection.Headers,
        DefaultHeaders = connection.DefaultHeaders,
        SecretValues = secretValues,
        Authorizer = connection.Authorizer,
        Endpoints = connection.Endpoints,
        SupportsStructuredOutputs = connection.SupportsStructuredOutputs,
        MaxTokensField = connection.MaxTokensField,
        Strict = ModelEntries.Flag(Config, "strict", false),
        Limits = RouteReader.ReadLimits(Config),
    };
}
