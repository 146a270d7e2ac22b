using Amazon;
using Amazon.Runtime;

namespace Fairlead.Gateway.ProviderTypes.Bedrock;

/// <summary>Reads who signs: access keys, or a role that is assumed by the identity which the operator gave the process.</summary>
internal static class AwsIdentities
{
    private const string Role = "roleArn";
    private const string KeyId = "accessKeyIdSecretName";
    private const string SecretKey = "secretAccessKeySecretName";
    private static readonly string[] KeySettings = [KeyId, SecretKey];
    private static readonly string[] RoleSettings = ["externalIdSecretName", "stsBaseUrl"];

    /// <summary>The identity; null with problems when the settings do not make one.</summary>
    public static IAwsIdentity? Read(ProviderDraft draft, RegionEndpoint region)
    {
        if (draft.Has(Role))
        {
            draft.RefuseAll(KeySettings, $"cannot be given together with {Role}: use access keys or a role");
            return ReadRole(draft, region);
        }

        draft.RequireAll(KeySettings, $"unless {Role} is given");
        draft.RefuseAll(RoleSettings, $"needs {Role}");
        return draft.Secret(KeyId) is { } id && draft.Secret(SecretKey) is { } secret && IsUsable(draft, id, secret) ? new AccessKeys(new BasicAWSCredentials(id, secret)) : null;
    }

    private static bool IsUsable(ProviderDraft draft, string id, string secret)
    {
        foreach (var (setting, value) in new[] { (KeyId, id), (SecretKey, secret) })
        {
            if (value.Length == 0)
            {
                draft.Refuse(setting, "names a secret that is empty");
            }
        }

        return draft.IsSendable(id, $"config.{KeyId}", "Authorization") && id.Length > 0 && secret.Length > 0;
    }

    private static AssumedRole? ReadRole(ProviderDraft draft, RegionEndpoint region)
    {
        var address = draft.Url("stsBaseUrl", $"https://sts.{region.SystemName}.{region.PartitionDnsSuffix}");
        var externalId = draft.Secret("externalIdSecretName");
        var caller = ReadCaller(draft);
        return caller is null || address is null || draft.Text(Role) is not { } role ? null : new AssumedRole(caller, region, new Uri(address), role, externalId, draft.Context.Time);
    }

    private static AWSCredentials? ReadCaller(ProviderDraft draft)
    {
        var read = draft.Context.Environment;
        if (!draft.Context.Options.UseAwsEnvironmentCredentials)
        {
            draft.Refuse(Role, "needs an identity that assumes it: the operator turns it on with the setting gateway.useAwsEnvironmentCredentials");
            return null;
        }

        if (read("AWS_ACCESS_KEY_ID") is not { Length: > 0 } id || read("AWS_SECRET_ACCESS_KEY") is not { Length: > 0 } secret)
        {
            draft.Refuse(Role, "needs an identity that assumes it: the operator sets AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the server's environment");
            return null;
        }

        draft.Mask(secret);
        if (read("AWS_SESSION_TOKEN") is not { Length: > 0 } token)
        {
            return new BasicAWSCredentials(id, secret);
        }

        draft.Mask(token);
        return new SessionAWSCredentials(id, secret, token);
    }
}
