namespace Fairlead.Server.Import.LiteLLM;

/// <summary>The section <c>credential_list</c>. Source: https://docs.litellm.ai/docs/proxy/configs#centralized-credential-management</summary>
internal sealed class CredentialList
{
    private readonly Dictionary<string, SourceNode> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceNode> unused = new(StringComparer.Ordinal);

    public CredentialList(SourceNode? list)
    {
        foreach (var entry in list?.Items ?? [])
        {
            entry.Find("credential_info")?.Note("describes the credential; nothing depends on it");
            if (entry.Find("credential_name")?.Text() is { } name && entry.Find("credential_values") is { } found)
            {
                values[name] = found;
                unused[name] = entry;
            }
        }
    }

    /// <summary>The values of a credential; null when there is none of the name.</summary>
    public SourceNode? Find(string name)
    {
        unused.Remove(name);
        return values.GetValueOrDefault(name);
    }

    /// <summary>Notes the credentials that nothing uses.</summary>
    public void NoteUnused()
    {
        foreach (var entry in unused.Values)
        {
            entry.Note("is used by no deployment; it is left out");
        }
    }
}
