using System.Security.Cryptography;

namespace Fairlead.Gateway.ProviderTypes.GoogleCloud;

/// <summary>The settings of a service account: who it is, and where it asks for tokens.</summary>
internal static class ServiceAccount
{
    /// <summary>The setting that names the private key's secret.</summary>
    public const string PrivateKey = "privateKeySecretName";

    /// <summary>The schemas of the settings, as members.</summary>
    public static readonly string SchemaText = $$"""
        "clientEmailSecretName": {{SettingSchemas.Secret("The secret that holds the service account's e-mail address.")}},
        "{{PrivateKey}}": {{SettingSchemas.Secret("The secret that holds the service account's private key, in PEM; its line ends may be written as a backslash and an n.")}},
        "project": {{SettingSchemas.Text("^[a-z0-9.:-]{1,128}$", "The project's id.")}},
        "location": {{SettingSchemas.Text("^[a-z0-9-]{1,64}$", "The location, such as us-east5, eu or global.")}},
        "tokenUrl": {{SettingSchemas.Url("Another address than Google's own for token exchange: the token_uri of the key file.")}}
        """;

    private const string ClientEmail = "clientEmailSecretName";
    private const string GoogleTokens = "https://oauth2.googleapis.com/token";

    /// <summary>The settings without which there is no service account.</summary>
    public static IReadOnlyList<string> Required { get; } = [ClientEmail, PrivateKey, "project", "location"];

    /// <summary>All settings.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Required, "tokenUrl"];

    /// <summary>What adds the account's access tokens; null with problems when the settings are not complete or the key cannot be read.</summary>
    public static AccessTokenAuthorizer? Read(ProviderDraft draft)
    {
        var url = draft.Url("tokenUrl", GoogleTokens);
        var email = draft.Secret(ClientEmail);
        var key = ReadKey(draft);
        return url is null || email is null || key is null ? null : new AccessTokenAuthorizer(email, key, new Uri(url), draft.Context.Time);
    }

    // What is copied out of a key file's JSON has \n for each line's end.
    private static string? ReadKey(ProviderDraft draft)
    {
        if (draft.Secret(PrivateKey)?.Replace("\\n", "\n", StringComparison.Ordinal) is not { } key)
        {
            return null;
        }

        draft.Mask(key);
        if (!IsPrivateKey(key))
        {
            draft.Refuse(PrivateKey, "names a secret that is not an RSA private key in PEM (-----BEGIN PRIVATE KEY-----)");
            return null;
        }

        return key;
    }

    private static bool IsPrivateKey(string key)
    {
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportFromPem(key);
            return key.Contains("PRIVATE KEY", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            return false;
        }
    }
}
