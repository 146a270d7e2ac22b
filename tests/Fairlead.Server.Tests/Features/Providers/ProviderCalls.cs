using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Providers;

/// <summary>Short forms of what tests do with providers.</summary>
internal static class ProviderCalls
{
    public const string Route = "/v1/llm-providers";

    /// <summary>A minimal configuration with members changed; a null value takes one out.</summary>
    public static string Config(string? member = null, string? value = null)
    {
        var config = new JsonObject { ["baseUrl"] = "https://llm.example/v1", ["models"] = JsonNode.Parse("""[{"name":"abc"}]""") };
        if (member is not null)
        {
            config.Remove(member);
            if (value is not null)
            {
                config[member] = JsonNode.Parse(value);
            }
        }

        return config.ToJsonString();
    }

    /// <summary>Sends a body to create or connect an <c>openai-compatible</c> provider.</summary>
    public static Task<HttpResponseMessage> ConnectAsync(this HttpClient client, string config, string more = "", bool validates = false) =>
        client.SendTextAsync("POST", validates ? Route + "?validate_connection=true" : Route, $$"""{"provider":"openai-compatible","config":{{config}}{{more}}}""");

    /// <summary>Stores a secret.</summary>
    public static Task<JsonElement> StoreSecretAsync(this TestServer server, string name, string value) =>
        server.Admin.PostJsonAsync("/v1/organization/secrets", new { secretName = name, secretValue = value });

    /// <summary>A provider as it stands.</summary>
    public static async Task<JsonElement> ProviderAsync(this TestServer server, string identifier = "openai-compatible") =>
        (await server.Admin.GetJsonAsync($"{Route}/{identifier}")).GetProperty("result");

    /// <summary>The identifiers of all providers.</summary>
    public static async Task<IReadOnlyList<string>> ProvidersAsync(this HttpClient client) =>
        [.. (await client.GetJsonAsync(Route)).GetProperty("result").EnumerateArray().Select(static provider => provider.GetProperty("identifier").GetString()!)];

    /// <summary>A provider's enabled models.</summary>
    public static IReadOnlyList<string> EnabledModels(this JsonElement provider) =>
        [.. provider.GetProperty("effectiveModels").EnumerateObject().Where(static model => model.Value.GetProperty("enabled").GetBoolean()).Select(static model => model.Name)];
}
