namespace Fairlead.Server.Import.Providers;

/// <summary>What a source may say of the way to a model; each product has its own name for it.</summary>
internal enum AccessField
{
    ApiKey,
    BaseUrl,
    ApiVersion,
    Organization,
    OpenAIProject,
    Headers,
    AzureResource,
    AwsRegion,
    AwsAccessKeyId,
    AwsSecretAccessKey,
    AwsSessionToken,
    AwsRole,
    AwsExternalId,
    AwsStsUrl,
    AwsOtherIdentity,
    GuardrailIdentifier,
    GuardrailVersion,
    GoogleProject,
    GoogleLocation,
    GoogleCredentials,
    EntraIdentity,
}
