using Fairlead.Testing;

namespace Fairlead.Server.Tests.Commands;

/// <summary>Connects a server in another process with an upstream.</summary>
internal static class Connection
{
    /// <summary>Stores the secret and connects the provider, as the default one.</summary>
    public static async Task MakeAsync(HttpClient client, string baseUrl)
    {
        await client.PostJsonAsync("/v1/organization/secrets", new { secretName = "KEY", secretValue = "upstream-key-0123456789" });
        await client.PostJsonAsync("/v1/llm-providers", new { provider = "openai-compatible", config = new { baseUrl, apiKeySecretName = "KEY", models = new[] { new { name = "claude-sonnet" } } } });
        await client.PutJsonAsync("/v1/llm-providers/defaults", new { provider = "openai-compatible", model = "claude-sonnet" });
    }
}
