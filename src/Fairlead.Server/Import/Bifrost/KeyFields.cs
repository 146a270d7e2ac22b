using Fairlead.Server.Import.Providers;

namespace Fairlead.Server.Import.Bifrost;

/// <summary>Where a key of a provider has what. Source: https://docs.getbifrost.ai/deployment-guides/config-json/providers</summary>
internal static class KeyFields
{
    public static SourceNode? Find(SourceNode provider, SourceNode key, AccessField field) => field switch
    {
        AccessField.ApiKey => NotEmpty(key.Find("value")),
        AccessField.BaseUrl => key.Find("azure_key_config")?.Find("endpoint") ?? key.Find("ollama_key_config")?.Find("url") ?? key.Find("vllm_key_config")?.Find("url") ?? provider.Find("network_config")?.Find("base_url"),
        AccessField.ApiVersion => key.Find("azure_key_config")?.Find("api_version"),
        AccessField.EntraIdentity => key.Find("azure_key_config")?.Find("client_secret"),
        AccessField.Headers => provider.Find("network_config")?.Find("extra_headers"),
        AccessField.AwsRegion => key.Find("bedrock_key_config")?.Find("region"),
        AccessField.AwsAccessKeyId => NotEmpty(key.Find("bedrock_key_config")?.Find("access_key")),
        AccessField.AwsSecretAccessKey => NotEmpty(key.Find("bedrock_key_config")?.Find("secret_key")),
        AccessField.AwsSessionToken => key.Find("bedrock_key_config")?.Find("session_token"),
        AccessField.AwsRole => key.Find("bedrock_key_config")?.Find("role_arn"),
        AccessField.AwsExternalId => key.Find("bedrock_key_config")?.Find("external_id"),
        AccessField.GoogleProject => key.Find("vertex_key_config")?.Find("project_id"),
        AccessField.GoogleLocation => key.Find("vertex_key_config")?.Find("region"),
        AccessField.GoogleCredentials => key.Find("vertex_key_config")?.Find("auth_credentials"),
        _ => null,
    };

    // An empty value asks for the vendor's own way of finding an identity.
    private static SourceNode? NotEmpty(SourceNode? node) => node is { IsMapping: false, IsList: false } && node.Text() is { Length: > 0 } ? node : null;
}
