namespace Fairlead.Server.Import.Providers;

/// <summary>The way to a model as a source has it.</summary>
/// <param name="vendor">Who serves it.</param>
/// <param name="model">The model's name there; may hold <c>*</c>.</param>
/// <param name="source">Where the source says so.</param>
/// <param name="secrets">Where credentials are declared.</param>
/// <param name="text">How texts are converted.</param>
/// <param name="find">The fields of the source.</param>
internal sealed class Access(Vendor vendor, string model, SourceNode source, DeclaredSecrets secrets, SourceText text, Func<AccessField, SourceNode?> find)
{
    public Vendor Vendor => vendor;

    public string Model => model;

    public SourceNode Source => source;

    public DeclaredSecrets Secrets => secrets;

    /// <summary>What is known of the model.</summary>
    public ModelTraits Traits { get; init; } = new();

    /// <summary>Whether requests that would lose a field are refused.</summary>
    public bool IsStrict { get; init; }

    /// <summary>What the source calls the way to the model; null when it has no name.</summary>
    public string? Name { get; init; }

    /// <summary>The region that the model's own name says; null when it says none.</summary>
    public string? Region { get; init; }

    /// <summary>The variable of the environment that is to hold a key which the source only names; null when it names none.</summary>
    public string? KeyVariable { get; init; }

    /// <summary>The value of a variable where a source looks for what it does not say itself.</summary>
    public Setting FromVariable(string variable, string? otherwise = null) => new(text.Of(variable, otherwise), source);

    /// <summary>A field as it stands.</summary>
    public SourceNode? Find(AccessField field) => find(field);

    /// <summary>A field's text; null when it is not there or empty.</summary>
    public Setting? Text(AccessField field) => find(field) is { } node && node.Text() is { Length: > 0 } given ? new Setting(text.Convert(given), node) : null;

    /// <summary>The name of the secret that a field holds; null when it is not there.</summary>
    public Setting? Secret(AccessField field, string preferred) => find(field) is { } node && secrets.FromSource(node, preferred) is { } name ? new Setting(name, node) : null;

    /// <summary>The name of the secret with the key that the source gives or names; null when it does neither.</summary>
    public Setting? OwnKey(string preferred) =>
        Secret(AccessField.ApiKey, preferred) ?? (KeyVariable is null ? null : new Setting(secrets.FromEnvironment(KeyVariable, source), source));

    /// <summary>The name of the secret with the vendor's key: the source's, or else the one that the environment holds.</summary>
    public Setting Key()
    {
        if (OwnKey(vendor.KeyName) is { } key)
        {
            return key;
        }

        source.Remark($"has no key of its own; it is taken from the environment's {vendor.KeyName}");
        return new Setting(secrets.FromEnvironment(vendor.KeyName, source), source);
    }
}
