using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Gateway.ProviderTypes;

/// <summary>Renders what a configuration sends on every request: its custom headers and its credential.</summary>
internal sealed class RenderedHeaders
{
    private const int ShortestToken = 8;
    private readonly ProviderDraft draft;
    private readonly List<KeyValuePair<string, string>> headers = [];

    private RenderedHeaders(ProviderDraft draft) => this.draft = draft;

    /// <summary>Renders the headers; adds what is wrong with them to the problems, by name and never by value.</summary>
    /// <param name="draft">The provider.</param>
    /// <param name="setting">The setting that names the credential's secret; it may be absent.</param>
    /// <param name="header">The header that carries the credential. A custom header of that name wins.</param>
    /// <param name="scheme">What stands before the credential, such as <c>"Bearer "</c>.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Render(ProviderDraft draft, string setting, string header, string scheme = "")
    {
        var rendered = new RenderedHeaders(draft);
        foreach (var custom in SecretReferences.CustomHeaders(draft.Config))
        {
            rendered.AddCustom(custom.Name, custom.Value.GetString()!);
        }

        if (!rendered.Has(header) && draft.Secret(setting) is { } credential)
        {
            rendered.Add(header, scheme + credential, $"config.{setting}");
        }

        return rendered.headers;
    }

    private bool Has(string name) => headers.Exists(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase));

    private void AddCustom(string name, string template)
    {
        var setting = Problem.Join("customHeaders", name);
        if (Has(name))
        {
            draft.Refuse(setting, "is given twice: header names are the same in upper and lower case");
        }
        else if (HeaderRules.NameProblem(name) is { } problem)
        {
            draft.Refuse(setting, problem);
        }
        else if (SecretTemplate.IsMalformed(template))
        {
            draft.Refuse(setting, "has '{{' that is not a secret reference; write {{ .secrets.NAME }} or {{ .secrets[\"NAME\"] }}");
        }
        else
        {
            var path = $"config.{setting}";
            Add(name, SecretTemplate.Render(template, secret => draft.Resolve(secret, path) ?? string.Empty), path);
            MaskLiteral(template);
        }
    }

    // As it is and after its scheme ("Bearer …"). A shorter one is no token, and would only blacken what the upstream says.
    private void MaskLiteral(string template)
    {
        if (!SecretTemplate.Names(template).Any())
        {
            string[] spellings = [template, template[(template.IndexOf(' ', StringComparison.Ordinal) + 1)..]];
            foreach (var spelling in spellings.Distinct().Where(static text => text.Length >= ShortestToken))
            {
                draft.Mask(spelling);
            }
        }
    }

    private void Add(string name, string value, string path)
    {
        if (draft.IsSendable(value, path, name))
        {
            headers.Add(new(name, value));
        }
    }
}
