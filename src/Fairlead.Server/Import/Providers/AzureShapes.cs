using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Fairlead.Server.Import.Providers;

/// <summary>Providers in Azure.</summary>
internal static partial class AzureShapes
{
    /// <summary>OpenAI's models.</summary>
    public static ProviderShape? OfOpenAI(Access access, SourceText text)
    {
        if (access.Find(AccessField.ApiKey) is null && access.Find(AccessField.EntraIdentity) is { } identity)
        {
            identity.Refuse("is a credential of Entra ID, which Fairlead does not take: give the resource's key");
            access.Source.Refuse("has no key that Fairlead can send; it is left out");
            return null;
        }

        access.Find(AccessField.EntraIdentity)?.Note("is not used: the resource's key is sent");
        access.Find(AccessField.ApiVersion)?.Note("is not used: Azure is spoken to at its v1 API, which has no dated versions");
        var address = Address(access);
        if (HeaderSettings.Any(access) || access.Traits.IsEmbedding)
        {
            return OpenAIShapes.Compatible(access, text, Addresses.Ending(address, "/openai/v1"), isElsewhere: false, keyHeader: "api-key") is var compatible
                ? compatible with { Stem = Stem(address) }
                : null;
        }

        var resource = access.Text(AccessField.AzureResource)?.Text ?? Addresses.AzureResource(Addresses.Literal(address));
        var isUsual = resource is not null && address.Text == $"https://{resource}.openai.azure.com";
        return new ProviderShape("azure-openai", Stem(address)).With("apiKeySecretName", access.Key())
            .With("resourceName", JsonValue.Create(resource is not null && ResourceName().IsMatch(resource) ? resource : "azure"), address.Source)
            .With("baseUrl", isUsual ? null : address);
    }

    /// <summary>What else Foundry serves: Claude, OpenAI's v1 API, or a server of its own.</summary>
    public static ProviderShape? OfFoundry(Access access, SourceText text)
    {
        var address = Address(access);
        if (access.Model.Contains("claude", StringComparison.OrdinalIgnoreCase))
        {
            access.Find(AccessField.ApiVersion)?.Note("is not used: Claude in Foundry has no dated versions");
            HeaderSettings.Refuse(access);
            return new ProviderShape("azure-anthropic", Stem(address)).With("endpoint", Addresses.Before(address, "/anthropic")).With("apiKeySecretName", access.Key());
        }

        if (Addresses.AzureResource(Addresses.Literal(address)) is not null || address.Text.StartsWith('$'))
        {
            return OfOpenAI(access, text);
        }

        access.Find(AccessField.ApiVersion)?.Note("is not used: the server is spoken to as one that follows OpenAI's API");
        return OpenAIShapes.Compatible(access, text, address, isElsewhere: true);
    }

    private static Setting Address(Access access)
    {
        var given = access.Text(AccessField.BaseUrl);
        if (given is null && access.Text(AccessField.AzureResource) is { } resource)
        {
            return new Setting($"https://{resource.Text}.openai.azure.com", resource.Source);
        }

        var variable = access.Vendor.Kind == VendorKind.Foundry ? "AZURE_AI_API_BASE" : "AZURE_API_BASE";
        if (given is null)
        {
            access.Source.Remark($"names no endpoint; it is taken from the environment's {variable}");
        }

        return Addresses.Before(given ?? access.FromVariable(variable), "/openai", "/models/chat", "/chat/completions");
    }

    private static string Stem(Setting address) => Addresses.Literal(address) is { } literal ? $"azure-{Addresses.Slug(literal)}" : "azure";

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{0,63}$")]
    private static partial Regex ResourceName();
}
