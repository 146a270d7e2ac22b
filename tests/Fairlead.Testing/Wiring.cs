using System.Text.Json;

namespace Fairlead.Testing;

/// <summary>Connects a server with an upstream.</summary>
internal static class Wiring
{
    /// <summary>The secret that <see cref="ConnectAsync"/> stores.</summary>
    public const string SecretName = "LITELLM_API_KEY";

    /// <summary>Stores a secret and connects an <c>openai-compatible</c> provider that uses it, as the default one.</summary>
    /// <param name="server">The server.</param>
    /// <param name="baseUrl">The upstream.</param>
    /// <param name="secret">The API key.</param>
    /// <param name="models">The models of the configuration; one named <c>claude-sonnet</c> when null.</param>
    /// <param name="more">Further members of the configuration.</param>
    public static async Task<JsonElement> ConnectAsync(
        this TestServer server, string baseUrl, string secret = "upstream-key-0123456789", object[]? models = null, Dictionary<string, object>? more = null)
    {
        using var stored = await server.Admin.PostTextAsync("/v1/organization/secrets", JsonSerializer.Serialize(new { secretName = SecretName, secretValue = secret }));
        var config = new Dictionary<string, object>(more ?? [])
        {
            ["baseUrl"] = baseUrl,
            ["apiKeySecretName"] = SecretName,
            ["models"] = models ?? [new { name = "claude-sonnet" }],
        };
        var connected = await server.Admin.PostJsonAsync("/v1/llm-providers", new { provider = "openai-compatible", config });
        var first = JsonSerializer.SerializeToElement(config["models"])[0].GetProperty("name").GetString();
        await server.Admin.PutJsonAsync("/v1/llm-providers/defaults", new { provider = "openai-compatible", model = first });
        return connected;
    }
}
