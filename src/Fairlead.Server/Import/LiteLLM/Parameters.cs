using Fairlead.Server.Import.Providers;

namespace Fairlead.Server.Import.LiteLLM;

/// <summary>The <c>litellm_params</c> of a deployment: its own, then those of the credential it names, then the router's defaults.</summary>
internal sealed class Parameters
{
    private readonly List<SourceNode> layers = [];

    public Parameters(Conversion conversion, SourceNode own)
    {
        layers.Add(own);
        if (own.Find("litellm_credential_name") is { } reference && reference.Text() is { } name)
        {
            Add(name, conversion.Credentials.Find(name), reference);
        }

        if (conversion.Settings.Router?.Find("default_litellm_params") is { } defaults)
        {
            layers.Add(defaults);
        }
    }

    /// <summary>The name of the credential; null when it names none.</summary>
    public string? CredentialName { get; private set; }

    /// <summary>Whether it names one that there is none of.</summary>
    public bool LacksCredential { get; private set; }

    /// <summary>The parameter of the first of the names that there is.</summary>
    public SourceNode? Find(params ReadOnlySpan<string> names)
    {
        foreach (var layer in layers)
        {
            foreach (var name in names)
            {
                if (layer.Find(name) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    /// <summary>What stands in a field of a way to a model.</summary>
    public SourceNode? Find(AccessField field) => field switch
    {
        AccessField.ApiKey => Find("api_key"),
        AccessField.BaseUrl => Find("api_base", "base_url", "aws_bedrock_runtime_endpoint"),
        AccessField.ApiVersion => Find("api_version"),
        AccessField.Organization => Find("organization"),
        AccessField.Headers => Find("extra_headers", "headers"),
        AccessField.AwsRegion => Find("aws_region_name"),
        AccessField.AwsAccessKeyId => Find("aws_access_key_id"),
        AccessField.AwsSecretAccessKey => Find("aws_secret_access_key"),
        AccessField.AwsSessionToken => Find("aws_session_token"),
        AccessField.AwsRole => Find("aws_role_name"),
        AccessField.AwsExternalId => Find("aws_external_id"),
        AccessField.AwsStsUrl => Find("aws_sts_endpoint"),
        AccessField.AwsOtherIdentity => Find("aws_profile_name", "aws_web_identity_token"),
        AccessField.GuardrailIdentifier => Find("guardrailConfig")?.Find("guardrailIdentifier"),
        AccessField.GuardrailVersion => Find("guardrailConfig")?.Find("guardrailVersion"),
        AccessField.GoogleProject => Find("vertex_project", "vertex_ai_project"),
        AccessField.GoogleLocation => Find("vertex_location", "vertex_ai_location"),
        AccessField.GoogleCredentials => Find("vertex_credentials", "vertex_ai_credentials"),
        AccessField.EntraIdentity => Find("azure_ad_token", "client_secret", "azure_password", "tenant_id"),
        _ => null,
    };

    private void Add(string name, SourceNode? credential, SourceNode reference)
    {
        if (credential is null)
        {
            reference.Refuse("names no credential of credential_list");
            LacksCredential = true;
        }
        else
        {
            layers.Add(credential);
            CredentialName = name;
        }
    }
}
