namespace Fairlead.Server.Import.LiteLLM;

/// <summary>The section <c>credential_list</c>. Source: https://docs.litellm.ai/docs/proxy/configs#centralized-credential-management</summary>
internal sealed class CredentialList
{
    private readonly Dictionary<string, SourceNode> values = new(StringComparer.Ordinal);

    public CredentialList(SourceNode? list)
    {
        foreach (var entry in list?.Items ?? [])
        {
            entry.Find("credential_info")?.Note("describes the credential; nothing depends on it");
            if (entry.Find("credential_name")?.Text() is { } name && entry.Find("credential_values") is { } found)
            {
                values[name] = found;
            }
        }
    }

    /// <summary>The values of a credential; null when there is none of the name.</summary>
    public SourceNode? Find(string name) => values.GetValueOrDefault(name);
}
