using System.Text.Json.Nodes;
using Fairlead.Gateway.Routing;
using Fairlead.Server.Import.Providers;

namespace Fairlead.Server.Import.Bifrost;

/// <summary>A provider of Bifrost's, whose models its clients name as <c>provider/model</c>: a route for each model that its keys name, and a pattern for the others.</summary>
internal sealed class ProviderRoutes(string name, SourceNode provider, TargetObject target, bool allowsByDefault)
{
    private static readonly int UsualRetries = new RoutingOptions().Retries;

    /// <summary>Converts the provider: each of its keys becomes one of ours.</summary>
    public void Convert(ProviderSet providers, DeclaredSecrets secrets, SourceText text)
    {
        var kind = provider.Find("custom_provider_config")?.Find("base_provider_type")?.Text() ?? name;
        if (Vendors.Find(kind) is not { } vendor)
        {
            provider.Refuse("is a provider that Fairlead has no type for; it is left out");
            return;
        }

        var keys = (provider.Find("keys")?.Items ?? []).Where(static key => key.IsMapping).DefaultIfEmpty(provider).Select(key => new ServedKey(key, key == provider || allowsByDefault)).ToList();
        foreach (var model in keys.SelectMany(static key => key.Names).Distinct(StringComparer.Ordinal).OrderBy(static model => model == "*").ToList())
        {
            foreach (var key in keys.Where(key => key.Serves(model)))
            {
                Add(key, model, vendor with { HasBareBase = true }, providers, secrets, text);
            }
        }

        Settings();
    }

    private void Settings()
    {
        var network = provider.Find("network_config");
        var retries = network?.Find("max_retries");
        var count = retries?.NumberWithin(0, 10);
        if (count is { } given)
        {
            Each(written => written.Set("retries", JsonValue.Create((int)given), retries!));
        }

        if (network?.Find("stream_idle_timeout_in_seconds") is { } silence && silence.NumberWithin(1, 3600) is { } idle)
        {
            Each(written => written.Object("timeouts", silence).Set("idleSeconds", JsonValue.Create(idle), silence));
        }

        if (network?.Find("default_request_timeout_in_seconds") is { } call && call.NumberWithin(1, 3600) is { } seconds)
        {
            call.Note(CallTimeout.Meaning);
            Each(written =>
            {
                CallTimeout.Write(written.Object("timeouts", call), seconds, call);
                CallTimeout.WriteTotal(written.Object("timeouts", call), seconds, (int)(count ?? UsualRetries) + 1, call);
            });
        }
    }

    private void Add(ServedKey key, string model, Vendor vendor, ProviderSet providers, DeclaredSecrets secrets, SourceText text)
    {
        var access = new Access(vendor, key.UpstreamOf(model), key.Node, secrets, text, field => KeyFields.Find(provider, key.Node, field))
        {
            Traits = new ModelTraits { Operation = model.Contains("embed", StringComparison.OrdinalIgnoreCase) ? "embeddings" : null },
            Name = vendor.Name == name ? null : name,
        };
        if (providers.Add(access) is not { } identifier)
        {
            return;
        }

        var deployment = target.Object("routes", provider).Object($"{name}/{model}", provider).Append("deployments", key.Node);
        deployment.Set("provider", JsonValue.Create(identifier), key.Node);
        deployment.Set("model", JsonValue.Create(access.Model), key.Node);
        if (key.Node.Find("weight") is { } weight && weight.NumberWithin(0, 1_000_000) is { } share && share != 1)
        {
            deployment.Set("weight", JsonValue.Create(share), weight);
        }
    }

    private void Each(Action<TargetObject> write)
    {
        foreach (var route in target.Object("routes", provider).Node.Select(static route => route.Key).Where(route => route.StartsWith($"{name}/", StringComparison.Ordinal)).ToList())
        {
            write(target.Object("routes", provider).Object(route, provider));
        }
    }
}
