using System.Text.Json.Nodes;
using Fairlead.Server.Import.Providers;

namespace Fairlead.Server.Import.LiteLLM;

/// <summary>One conversion: what its parts share, and their order.</summary>
internal sealed class Conversion
{
    private const string Prefix = "os.environ/";

    public Conversion(SourceNode root, TargetObject target, SourceNotes notes, Func<string, string?>? environment)
    {
        Root = root;
        Target = target;
        Text = new SourceText(static text => text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : null, Known, environment);
        notes.Reading = Text.Resolve;
        Secrets = new DeclaredSecrets(target, Text);
        Secrets.Reserve(root);
        Providers = new ProviderSet(target, Text);
        Credentials = new CredentialList(root.Find("credential_list"));
        Settings = new Settings(root);
        Groups = new ModelGroups(this);
    }

    public SourceNode Root { get; }

    public TargetObject Target { get; }

    public SourceText Text { get; }

    public DeclaredSecrets Secrets { get; }

    public ProviderSet Providers { get; }

    public CredentialList Credentials { get; }

    public Settings Settings { get; }

    public ModelGroups Groups { get; }

    /// <summary>A value that the environment is to have when the document is read; null when it is known already, or is not from there.</summary>
    public JsonNode? Reference(SourceNode source) => source.IsMapping || source.IsList || source.Text() is not { } text || Text.Variable(Text.Resolve(text)) is not { } variable ? null : JsonValue.Create(SourceText.Reference(variable));

    /// <summary>Converts all of it; what no part has read is noted at the end.</summary>
    public void Run()
    {
        Target.Order("secrets", "providers");
        MasterKey.Convert(this);
        foreach (var row in Root.Find("model_list")?.Items ?? [])
        {
            DeploymentRow.Convert(this, row);
        }

        Providers.Finish();
        RouterSettings.Convert(this);
        Groups.Finish();
        Aliases.Convert(this);
        Fallbacks.Convert(this);
        Timeouts.Convert(this);
        CacheSettings.Convert(this);
        Credentials.NoteUnused();
        Root.NoteUnread(Explanations.Gaps.Explain);
        Target.RemoveEmpty();
    }

    private string? Known(string variable)
    {
        if (Root.Find("environment_variables")?.Find(variable) is not { } node || node.Text() is not { } value)
        {
            return null;
        }

        node.Note("is not put into the environment; its value is written where os.environ/ names it, and had better come from the environment itself");
        return value;
    }
}
