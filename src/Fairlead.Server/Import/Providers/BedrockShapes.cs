namespace Fairlead.Server.Import.Providers;

/// <summary>Providers in Amazon Bedrock.</summary>
internal static class BedrockShapes
{
    /// <summary>The region of a source that says none, where LiteLLM and others look for it.</summary>
    private const string RegionVariable = "AWS_REGION_NAME";

    public static ProviderShape? Of(Access access)
    {
        if (access.Traits.IsEmbedding)
        {
            access.Source.Refuse("is for embeddings, which Fairlead does not ask of Bedrock; it is left out");
            return null;
        }

        if (Unusable(access) is { } other)
        {
            other.Refuse("is a kind of AWS credential that Fairlead does not take: give an access key, or a role");
            access.Source.Refuse("has no credentials that Fairlead can sign with; it is left out");
            return null;
        }

        HeaderSettings.Refuse(access);
        var region = access.Text(AccessField.AwsRegion) ?? (access.Region is { } named ? new Setting(named, access.Source) : access.FromVariable(RegionVariable, "us-west-2"));
        var shape = new ProviderShape("bedrock", region.Text.StartsWith('$') ? "bedrock" : $"bedrock-{region.Text}").With("region", region);
        Identify(shape, access);
        return shape.With("guardrailIdentifier", access.Text(AccessField.GuardrailIdentifier)).With("guardrailVersion", access.Text(AccessField.GuardrailVersion))
            .With("baseUrl", access.Text(AccessField.BaseUrl) is { } given ? Addresses.Before(given) : null);
    }

    private static SourceNode? Unusable(Access access) => access.Find(AccessField.AwsSessionToken) ?? access.Find(AccessField.AwsOtherIdentity);

    private static void Identify(ProviderShape shape, Access access)
    {
        if (access.Text(AccessField.AwsRole) is { } role)
        {
            const string Message = "is not used: the role is assumed as the identity in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of the environment";
            access.Find(AccessField.AwsAccessKeyId)?.Note(Message);
            access.Find(AccessField.AwsSecretAccessKey)?.Note(Message);
            role.Source.Remark("is assumed as the identity in the environment's AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, which options.gateway.useAwsEnvironmentCredentials allows");
            shape.With("roleArn", role).With("externalIdSecretName", access.Secret(AccessField.AwsExternalId, "AWS_EXTERNAL_ID")).With("stsBaseUrl", access.Text(AccessField.AwsStsUrl));
            return;
        }

        access.Find(AccessField.AwsStsUrl)?.Note("is not used: there is no role to assume");
        shape.With("accessKeyIdSecretName", Key(access, AccessField.AwsAccessKeyId, "AWS_ACCESS_KEY_ID"))
            .With("secretAccessKeySecretName", Key(access, AccessField.AwsSecretAccessKey, "AWS_SECRET_ACCESS_KEY"));
    }

    private static Setting Key(Access access, AccessField field, string variable)
    {
        if (access.Secret(field, variable) is { } key)
        {
            return key;
        }

        access.Source.Remark("names no AWS credentials; AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of the environment are used, and no profile or instance role");
        return new Setting(access.Secrets.FromEnvironment(variable, access.Source), access.Source);
    }
}
