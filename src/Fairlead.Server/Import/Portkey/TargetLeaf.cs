using System.Text.Json.Nodes;
using Fairlead.Server.Import.Providers;

namespace Fairlead.Server.Import.Portkey;

/// <summary>A target that calls a provider: a deployment.</summary>
internal static class TargetLeaf
{
    public static void Convert(PlacedTarget target, string name, TargetObject route, ProviderSet providers, DeclaredSecrets secrets, SourceText text)
    {
        var node = target.Node;
        node.Find("name")?.Note("names the target; deployments have no names");
        var model = PortkeyConfig.Member(node, "override_params")?.Find("model")?.Text();
        var slug = Slug(node, ref model);
        if (VendorOf(node, slug, model) is not { } vendor)
        {
            node.Refuse("does not say who serves it in a way that Fairlead knows; it is left out");
            return;
        }

        var deployment = PortkeyConfig.Member(node, "deployment_id")?.Text();
        var access = new Access(vendor, deployment ?? model ?? name, node, secrets, text, field => Field(target, field))
        {
            Name = slug,
            KeyVariable = slug is null || vendor.KeyVariable is null ? null : $"{slug}_API_KEY".ToUpperInvariant().Replace('-', '_'),
        };
        Explain(node, access.KeyVariable, deployment ?? model);
        if (providers.Add(access) is not { } provider)
        {
            return;
        }

        var written = route.Append("deployments", node);
        written.Set("provider", JsonValue.Create(provider), node);
        written.Set("model", JsonValue.Create(access.Model), node);
        if (target.Weight is { } weight)
        {
            written.Set("weight", JsonValue.Create(weight), node);
        }

        if (target.Tier > 1)
        {
            written.Set("order", JsonValue.Create(target.Tier), node);
        }
    }

    // @slug, @slug/model and virtual_key name credentials that Portkey keeps.
    private static string? Slug(SourceNode node, ref string? model)
    {
        if (model is ['@', .. var rest] && rest.IndexOf('/', StringComparison.Ordinal) is var slash and > 0)
        {
            model = rest[(slash + 1)..];
            return rest[..slash];
        }

        return node.Find("provider")?.Text() is ['@', .. var slug] ? slug : PortkeyConfig.Member(node, "virtual_key")?.Text();
    }

    private static Vendor? VendorOf(SourceNode node, string? slug, string? model)
    {
        if (node.Find("provider")?.Text() is { } provider && !provider.StartsWith('@'))
        {
            return Vendors.Find(provider);
        }

        var parts = slug?.Split('-') ?? [];
        return Enumerable.Range(0, parts.Length).Select(less => Vendors.Find(string.Join('-', parts[..^less]))).FirstOrDefault(static vendor => vendor is not null)
            ?? (model is not null ? Vendors.OfModel(model) : null);
    }

    private static void Explain(SourceNode node, string? variable, string? model)
    {
        if (variable is not null)
        {
            node.Remark($"names credentials that Portkey keeps: put the key into {variable} of the environment");
        }

        if (model is null)
        {
            node.Remark("says no override_params.model, so that Portkey sends the client's: the route's own name is sent here. Write the model, or give the route a pattern for a name");
        }
    }

    private static SourceNode? Field(PlacedTarget target, AccessField field) => field switch
    {
        AccessField.ApiKey => PortkeyConfig.Member(target.Node, "api_key"),
        AccessField.BaseUrl => PortkeyConfig.Member(target.Node, "custom_host"),
        AccessField.ApiVersion => PortkeyConfig.Member(target.Node, "api_version"),
        AccessField.AzureResource => PortkeyConfig.Member(target.Node, "resource_name"),
        AccessField.Organization => PortkeyConfig.Member(target.Node, "openai_organization"),
        AccessField.OpenAIProject => PortkeyConfig.Member(target.Node, "openai_project"),
        AccessField.AwsRegion => PortkeyConfig.Member(target.Node, "aws_region"),
        AccessField.AwsAccessKeyId => PortkeyConfig.Member(target.Node, "aws_access_key_id"),
        AccessField.AwsSecretAccessKey => PortkeyConfig.Member(target.Node, "aws_secret_access_key"),
        AccessField.AwsSessionToken => PortkeyConfig.Member(target.Node, "aws_session_token"),
        AccessField.AwsRole => PortkeyConfig.Member(target.Node, "aws_role_arn"),
        AccessField.AwsExternalId => PortkeyConfig.Member(target.Node, "aws_external_id"),
        AccessField.GoogleProject => PortkeyConfig.Member(target.Node, "vertex_project_id"),
        AccessField.GoogleLocation => PortkeyConfig.Member(target.Node, "vertex_region"),
        AccessField.GoogleCredentials => PortkeyConfig.Member(target.Node, "vertex_service_account_json"),
        _ => null,
    };
}
