using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Endpoints.PassThrough;

/// <summary>Who serves what asks no model: the provider that the client names, or the default one.</summary>
internal sealed class ProviderChoice(ModelCatalog catalog)
{
    private const string Header = "x-fairlead-provider";

    /// <summary>The provider that the client names; null when it names none.</summary>
    public static string? Named(HttpRequest request) => request.Headers[Header] is { Count: > 0 } values && values.ToString() is { Length: > 0 } name ? name : null;

    /// <summary>The provider for something new.</summary>
    /// <returns>Why there is none; null when there is one.</returns>
    public GatewayError? TryChoose(HttpRequest request, Operation operation, out ProviderSnapshot provider)
    {
        var snapshot = catalog.Current;
        var name = Named(request);
        var found = name is null ? snapshot.DefaultProvider : snapshot.Providers.GetValueOrDefault(name);
        provider = found!;
        return found is null or { Enabled: false } ? name is null && found is null ? GatewayErrors.NoDefaultProvider : GatewayErrors.ProviderNotFound(name ?? found!.Identifier)
            : found.Endpoints.Of(operation) is null ? GatewayErrors.ProviderLacks(found, operation)
            : null;
    }

    /// <summary>The provider that keeps something; null when it is gone or disabled.</summary>
    public ProviderSnapshot? Find(string identifier) => catalog.Current.Providers.GetValueOrDefault(identifier) is { Enabled: true } provider ? provider : null;
}
