using System.Globalization;
using System.Text.Json.Nodes;
using Fairlead.Gateway.ProviderTypes;

namespace Fairlead.Server.Import.Providers;

/// <summary>The providers of the document: one for each way to a vendor, however many models go it.</summary>
internal sealed class ProviderSet(TargetObject root, SourceText text)
{
    private readonly Dictionary<string, DraftedProvider> byIdentity = new(StringComparer.Ordinal);
    private readonly HashSet<string> identifiers = new(StringComparer.Ordinal);

    /// <summary>The provider of a way to a model; null, with a problem noted, when there is no type for it.</summary>
    public string? Add(Access access)
    {
        if (ShapeOf(access) is not { } shape)
        {
            return null;
        }

        if (access.IsStrict)
        {
            shape.With("strict", JsonValue.Create(true), access.Source);
        }

        if (shape.NeedsEnvironmentCredentials)
        {
            root.Object("options", access.Source).Object("gateway", access.Source).Set("useAwsEnvironmentCredentials", JsonValue.Create(true), access.Source);
        }

        if (!byIdentity.TryGetValue(shape.Identity, out var provider))
        {
            provider = new DraftedProvider(Identifier(access.Name ?? shape.Stem, shape.Type), shape, root.Object("providers", access.Source), access.Source);
            byIdentity.Add(shape.Identity, provider);
        }

        provider.Add(access);
        return provider.Identifier;
    }

    /// <summary>Writes what depends on all of a provider's models.</summary>
    public void Finish()
    {
        foreach (var provider in byIdentity.Values)
        {
            provider.Finish();
        }
    }

    private ProviderShape? ShapeOf(Access access) => access.Vendor.Kind switch
    {
        VendorKind.OpenAI => OpenAIShapes.OfOpenAI(access, text),
        VendorKind.Azure => AzureShapes.OfOpenAI(access, text),
        VendorKind.Foundry => AzureShapes.OfFoundry(access, text),
        VendorKind.Anthropic => AnthropicShapes.Of(access, text),
        VendorKind.Bedrock => BedrockShapes.Of(access),
        VendorKind.Vertex => GoogleShapes.OfVertex(access),
        VendorKind.Gemini => GoogleShapes.OfGemini(access),
        _ => OpenAIShapes.OfCompatible(access, text),
    };

    // ^[a-z0-9][a-z0-9-_.]{0,62}$, and no other type's name.
    private string Identifier(string stem, string type)
    {
        var usual = new string([.. stem.ToLowerInvariant().Select(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' ? character : '-').Take(58)]).Trim('-', '_', '.');
        usual = usual.Length == 0 ? "provider" : usual != type && KnownProviderTypes.Find(usual) is not null ? $"{usual}-api" : usual;
        var identifier = usual;
        for (var number = 2; !identifiers.Add(identifier); number++)
        {
            identifier = string.Create(CultureInfo.InvariantCulture, $"{usual}-{number}");
        }

        return identifier;
    }
}
