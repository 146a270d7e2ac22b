using System.Text.Json.Nodes;

namespace Fairlead.Server.Import.Providers;

/// <summary>Providers that follow OpenAI's API: OpenAI itself, and whatever is like it.</summary>
internal static class OpenAIShapes
{
    private static readonly string[] ShippedEmbeddings = ["text-embedding-3-small", "text-embedding-3-large"];

    /// <summary>A provider for OpenAI's name: itself where that is enough, a compatible server where a source says more than the type can.</summary>
    public static ProviderShape? OfOpenAI(Access access, SourceText text)
    {
        var baseUrl = access.Text(AccessField.BaseUrl);
        var isElsewhere = baseUrl is not null && Addresses.Literal(baseUrl)?.Host != "api.openai.com";
        if (isElsewhere || HeaderSettings.Any(access) || (access.Traits.IsEmbedding && !ShippedEmbeddings.Contains(access.Model)))
        {
            return Compatible(access, text, isElsewhere ? baseUrl : new Setting(access.Vendor.BaseUrl!, access.Source), isElsewhere);
        }

        return new ProviderShape("openai", "openai").With("apiKeySecretName", access.Key());
    }

    /// <summary>A provider of a vendor that is known, or of any server whose address is.</summary>
    public static ProviderShape? OfCompatible(Access access, SourceText text)
    {
        var baseUrl = access.Text(AccessField.BaseUrl) ?? (access.Vendor.BaseUrl is { } known ? new Setting(known, access.Source) : null);
        if (baseUrl is null && access.Vendor.Preset is null)
        {
            access.Source.Refuse("says no address of its server, which Fairlead does not know either; it is left out");
            return null;
        }

        return Compatible(access, text, baseUrl, baseUrl is not null && access.Vendor.BaseUrl is null);
    }

    /// <summary>A provider that is spoken to as OpenAI is, with a header for its key where that is not the usual one.</summary>
    /// <param name="access">The way to the model.</param>
    /// <param name="text">How texts are converted.</param>
    /// <param name="baseUrl">Its address; null when the vendor's preset says it.</param>
    /// <param name="isElsewhere">Whether the address is not the vendor's own: then no key is taken from the environment.</param>
    /// <param name="keyHeader">The header that carries the key; null for a bearer token.</param>
    public static ProviderShape Compatible(Access access, SourceText text, Setting? baseUrl, bool isElsewhere, string? keyHeader = null)
    {
        var vendor = access.Vendor;
        var address = baseUrl is null ? null : Cleaned(baseUrl, vendor);
        var host = isElsewhere ? Addresses.Literal(address) : null;
        var shape = new ProviderShape("openai-compatible", host is null ? vendor.Name : $"{vendor.Name}-{Addresses.Slug(host)}");
        if (address is null)
        {
            shape.With("preset", JsonValue.Create(vendor.Preset!), access.Source);
        }

        shape.With("baseUrl", address);
        var headers = HeaderSettings.Of(access, text);
        var key = isElsewhere || vendor.KeyVariable is null ? access.OwnKey(host is null ? vendor.KeyName : $"{shape.Stem}_API_KEY".ToUpperInvariant().Replace('-', '_')) : access.Key();
        if (keyHeader is not null && key is not null)
        {
            headers ??= [];
            headers[keyHeader] = $"secret:{key.Text}";
            key = null;
        }

        shape.With("apiKeySecretName", key);
        if (headers is not null)
        {
            shape.With("customHeaders", headers, access.Find(AccessField.Headers) ?? access.Source);
        }

        if (vendor.Kind != VendorKind.Compatible || vendor.Name is "vllm" or "openai-compatible")
        {
            shape.With("supportsStructuredOutputs", JsonValue.Create(true), access.Source);
        }

        return shape;
    }

    private static Setting Cleaned(Setting baseUrl, Vendor vendor)
    {
        var address = Addresses.Reachable(Addresses.Before(baseUrl, "/chat/completions"));
        return vendor.HasBareBase && Addresses.Literal(address)?.AbsolutePath is null or "/" ? Addresses.Ending(address, "/v1") : address;
    }
}
