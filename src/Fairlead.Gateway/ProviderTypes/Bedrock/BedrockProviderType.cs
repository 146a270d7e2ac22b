using Amazon;
using Fairlead.Gateway.Catalog;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Gateway.ProviderTypes.Bedrock;

/// <summary>Amazon Bedrock, by Converse. Source: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html</summary>
internal sealed class BedrockProviderType : IProviderType
{
    // In place of one that was refused: the other settings are checked all the same.
    private const string AnyRegion = "us-east-1";

    public string Name => "bedrock";

    public string Description => "Amazon Bedrock (Converse), with access keys or a role. The catalog's Claude ids are sent as the region's inference profiles; ids from overrides go as they are.";

    public bool IsConnectable => true;

    public Schema Settings { get; } = Schema.Parse($$"""
        {
          "type": "object", "required": ["region"], "additionalProperties": false,
          "properties": {
            "region": {{SettingSchemas.Text(@"^[a-z]{2}-[a-z]+-\d{1}$", "The region of the runtime endpoint, such as eu-west-1.")}},
            "accessKeyIdSecretName": {{SettingSchemas.Secret("The secret that holds the access key's id. With secretAccessKeySecretName, or else roleArn.")}},
            "secretAccessKeySecretName": {{SettingSchemas.Secret("The secret that holds the secret access key.")}},
            "roleArn": {{SettingSchemas.Text(@"^arn:aws:iam::\d{12}:role/[\w+=,.@-]+$", "The role to assume, as the identity in the process's environment: the operator turns it on with gateway.useAwsEnvironmentCredentials.")}},
            "externalIdSecretName": {{SettingSchemas.Secret("The secret that holds the external id which the role's trust policy demands.")}},
            "guardrailIdentifier": {"type": "string", "minLength": 1, "maxLength": 2048, "description": "The guardrail's id or ARN, together with guardrailVersion."},
            "guardrailVersion": {"type": "string", "minLength": 1, "maxLength": 16, "description": "The guardrail's version: a number, or DRAFT."},
            "baseUrl": {{SettingSchemas.Url("Another address than the region's runtime endpoint: what stands before /model.")}},
            "stsBaseUrl": {{SettingSchemas.Url("Another address than the region's STS endpoint, for roleArn.")}},
            "strict": {{SettingSchemas.Strict}},
            "timeouts": {{SettingSchemas.Timeouts}}
          }
        }
        """);

    public IReadOnlyList<string> Examples { get; } =
    [
        """{"region": "us-east-1", "accessKeyIdSecretName": "aws-bedrock-access-key-id", "secretAccessKeySecretName": "aws-bedrock-secret-access-key"}""",
        """{"region": "eu-west-1", "roleArn": "arn:aws:iam::123456789012:role/bedrock", "externalIdSecretName": "BEDROCK_ROLE_EXTERNAL_ID", "guardrailIdentifier": "gr-1", "guardrailVersion": "1"}""",
    ];

    public ProviderSnapshot Build(ProviderDefinition definition, ProviderContext context, ICollection<Problem> problems)
    {
        var draft = new ProviderDraft(definition, context, problems);
        var region = RegionEndpoint.GetBySystemName(draft.Text("region") ?? AnyRegion);
        var root = draft.Url("baseUrl", $"https://bedrock-runtime.{region.SystemName}.{region.PartitionDnsSuffix}");
        CheckGuardrail(draft);
        var identity = AwsIdentities.Read(draft, region);
        var provider = draft.Connect(new Connection { Authorizer = identity is null ? null : new SignatureAuthorizer(identity, region, context.Time) });
        return problems.Count > 0 ? provider : provider.With(FixedCatalog.Deployments(draft, provider, BedrockEndpoints.Of(root!, draft)));
    }

    private static void CheckGuardrail(ProviderDraft draft)
    {
        if (draft.Has("guardrailIdentifier"))
        {
            draft.RequireAll(["guardrailVersion"], "together with guardrailIdentifier");
        }
        else
        {
            draft.RefuseAll(["guardrailVersion"], "needs guardrailIdentifier");
        }
    }
}
