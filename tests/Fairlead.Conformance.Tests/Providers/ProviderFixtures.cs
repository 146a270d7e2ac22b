using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Fairlead.Simulator;

namespace Fairlead.Conformance.Tests.Providers;

/// <summary>Every provider type, in every way of presenting credentials.</summary>
internal static class ProviderFixtures
{
    /// <summary>What the upstream takes where a plain key is sent.</summary>
    public const string UpstreamKey = "sk-simulated-0123456789";

    /// <summary>The AWS user that the upstream knows.</summary>
    public const string AwsKeyId = "AKIAIOSFODNN7EXAMPLE";

    /// <summary>That user's secret.</summary>
    public const string AwsSecret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private const string Claude = "claude-sonnet-4-5-20250929";
    private const string Gemini = "gemini-2.5-flash";
    private const string Gemini3 = "gemini-3-pro-preview";
    private const string Email = "sim@harbour.iam.gserviceaccount.com";
    private const string Role = "arn:aws:iam::123456789012:role/bedrock";
    private const string ExternalId = "external-0123456789";
    private static readonly RSA Account = RSA.Create(2048);
    private static readonly RSA Stranger = RSA.Create(2048);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProviderFixture> All { get; } =
    [
        Keyed("openai", "gpt-5", UpstreamDialect.OpenAI, static (root, secret) => new() { ["baseUrl"] = $"{root}/v1", ["apiKeySecretName"] = secret }),
        Keyed("azure-openai", "gpt-5", UpstreamDialect.OpenAI, static (root, secret) => new()
        {
            ["baseUrl"] = root, ["apiKeySecretName"] = secret, ["resourceName"] = "harbour", ["deploymentId"] = "my-gpt-5",
        }),
        Keyed("anthropic", Claude, UpstreamDialect.Messages, static (root, secret) => new() { ["baseUrl"] = $"{root}/v1", ["apiKeySecretName"] = secret }),
        Keyed("azure-anthropic", Claude, UpstreamDialect.Messages, static (root, secret) => new() { ["endpoint"] = root, ["apiKeySecretName"] = secret }),
        new("bedrock", "bedrock", Claude, static root => new()
        {
            ["baseUrl"] = root, ["region"] = "us-east-1", ["accessKeyIdSecretName"] = "AWS_ID", ["secretAccessKeySecretName"] = "AWS_KEY",
        })
        {
            Dialect = UpstreamDialect.Converse, Secrets = new Dictionary<string, string> { ["AWS_ID"] = AwsKeyId, ["AWS_KEY"] = AwsSecret }, Key = "AWS_KEY",
        },
        new("bedrock-role", "bedrock", Claude, static root => new()
        {
            ["baseUrl"] = root, ["stsBaseUrl"] = root, ["region"] = "eu-west-1", ["roleArn"] = Role, ["externalIdSecretName"] = "AWS_EXTERNAL_ID",
        })
        {
            Dialect = UpstreamDialect.Converse,
            Secrets = new Dictionary<string, string> { ["AWS_EXTERNAL_ID"] = ExternalId },
            Key = "AWS_EXTERNAL_ID",
            WordsOfWrongKey = "AWS did not let the role be assumed (403 AccessDenied",
        },
        Keyed("vertex-gemini", Gemini, UpstreamDialect.Gemini, static (root, secret) => new() { ["baseUrl"] = $"{root}/v1", ["apiKeySecretName"] = secret, ["models"] = Models(Gemini, Gemini3) }),
        new("vertex-gemini-account", "vertex-gemini", Gemini, static root => OfAccount(root, Gemini))
        {
            Dialect = UpstreamDialect.Gemini, Secrets = AccountSecrets(), Key = "GOOGLE_KEY", WrongKey = Pem(Stranger), WordsOfWrongKey = "invalid_grant",
        },
        new("vertex-anthropic", "vertex-anthropic", "claude-sonnet-4-5@20250929", static root => OfAccount(root, "claude-sonnet-4-5@20250929"))
        {
            Dialect = UpstreamDialect.Messages, Secrets = AccountSecrets(), Key = "GOOGLE_KEY", WrongKey = Pem(Stranger), WordsOfWrongKey = "invalid_grant",
        },
        Keyed("openai-compatible", "gpt-5", UpstreamDialect.OpenAI, static (root, secret) => new()
        {
            ["baseUrl"] = $"{root}/v1", ["apiKeySecretName"] = secret, ["models"] = Models("gpt-5"), ["supportsStructuredOutputs"] = true,
        }),
        Keyed("anthropic-compatible", "claude-sonnet", UpstreamDialect.Messages, static (root, secret) => new()
        {
            ["baseUrl"] = $"{root}/v1", ["apiKeySecretName"] = secret, ["models"] = Models("claude-sonnet"),
        }),
        Keyed("anthropic-compatible-bearer", "claude-sonnet", UpstreamDialect.Messages, static (root, secret) => new()
        {
            ["baseUrl"] = $"{root}/v1", ["bearerTokenSecretName"] = secret, ["models"] = Models("claude-sonnet"),
        }) with { Type = "anthropic-compatible" },
        new("port", "port", "gpt-5", static _ => []) { Dialect = UpstreamDialect.OpenAI, Key = "" },
    ];

    /// <summary>Their identifiers, for theories.</summary>
    public static TheoryData<string> Identifiers { get; } = [.. All.Select(static fixture => fixture.Identifier)];

    /// <summary>An upstream that knows all their credentials.</summary>
    public static SimulatorOptions Upstream { get; } = new()
    {
        Urls = "http://127.0.0.1:0",
        ApiKey = UpstreamKey,
        Models = null,
        AwsCredentials = new Dictionary<string, string> { [AwsKeyId] = AwsSecret },
        AwsRoles = new Dictionary<string, string?> { [Role] = ExternalId },
        GoogleServiceAccounts = new Dictionary<string, string> { [Email] = Account.ExportSubjectPublicKeyInfoPem() },
    };

    /// <summary>The one of an identifier.</summary>
    public static ProviderFixture Of(string identifier) => All.Single(fixture => fixture.Identifier == identifier);

    private static ProviderFixture Keyed(string name, string model, UpstreamDialect dialect, Func<string, string, JsonObject> settings)
    {
        var secret = name.ToUpperInvariant().Replace('-', '_') + "_KEY";
        return new(name, name, model, root => settings(root, secret)) { Dialect = dialect, Secrets = new Dictionary<string, string> { [secret] = UpstreamKey }, Key = secret };
    }

    private static JsonArray Models(params string[] names) => [.. names.Select(static name => new JsonObject { ["name"] = name })];

    private static JsonObject OfAccount(string root, string model) => new()
    {
        ["baseUrl"] = $"{root}/v1/projects/harbour/locations/europe-west1",
        ["tokenUrl"] = $"{root}/token",
        ["clientEmailSecretName"] = "GOOGLE_EMAIL",
        ["privateKeySecretName"] = "GOOGLE_KEY",
        ["project"] = "harbour",
        ["location"] = "europe-west1",
        ["models"] = Models(model),
    };

    private static Dictionary<string, string> AccountSecrets() => new() { ["GOOGLE_EMAIL"] = Email, ["GOOGLE_KEY"] = Pem(Account) };

    // As it stands in the key file: the line ends are written as a backslash and an n.
    private static string Pem(RSA key) => key.ExportPkcs8PrivateKeyPem().Replace("\n", "\\n", StringComparison.Ordinal);
}
