namespace Fairlead.Server.Import.Providers;

/// <summary>Providers that follow Anthropic's API.</summary>
internal static class AnthropicShapes
{
    public static ProviderShape Of(Access access, SourceText text)
    {
        var given = access.Text(AccessField.BaseUrl);
        var baseUrl = given is null ? null : Addresses.Ending(Addresses.Before(given, "/v1/messages"), "/v1");
        var headers = HeaderSettings.Of(access, text);
        if (headers is null)
        {
            return new ProviderShape("anthropic", Stem(baseUrl)).With("apiKeySecretName", access.Key()).With("baseUrl", baseUrl);
        }

        return new ProviderShape("anthropic-compatible", Stem(baseUrl)).With("baseUrl", baseUrl ?? new Setting(access.Vendor.BaseUrl!, access.Source))
            .With("apiKeySecretName", access.Key()).With("customHeaders", headers, access.Find(AccessField.Headers) ?? access.Source);
    }

    private static string Stem(Setting? baseUrl) =>
        Addresses.Literal(baseUrl) is { } address && address.Host != "api.anthropic.com" ? $"anthropic-{Addresses.Slug(address)}" : "anthropic";
}
