using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Bench.Load;

namespace Fairlead.Bench.Targets;

/// <summary>Configures a fresh Fairlead over its public API, as an administrator would.</summary>
internal sealed class FairleadSetup(Uri address) : IDisposable
{
    private const string Provider = "openai-compatible";
    private const string Secret = "BENCH_UPSTREAM_KEY";

    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };

    /// <summary>Stores a secret, connects the upstream, makes it the default, and returns a new gateway key.</summary>
    public async Task<string> ConnectAsync(Uri upstream, CancellationToken cancellationToken)
    {
        var token = await SendAsync(HttpMethod.Post, "/v1/auth/access_token", Credentials(), cancellationToken);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string?)token["accessToken"]);
        await SendAsync(HttpMethod.Post, "/v1/organization/secrets", SecretBody(), cancellationToken);
        await SendAsync(HttpMethod.Post, "/v1/llm-providers", ProviderBody(upstream), cancellationToken);
        await SendAsync(HttpMethod.Put, "/v1/llm-providers/defaults", Default(), cancellationToken);
        var key = await SendAsync(HttpMethod.Post, "/v1/keys", new JsonObject { ["name"] = "bench" }, cancellationToken);
        return (string?)key["result"]?["key"] ?? throw new InvalidOperationException("POST /v1/keys answered without result.key.");
    }

    public void Dispose() => client.Dispose();

    private static JsonObject Credentials() => new()
    {
        ["clientId"] = FairleadProcess.ClientId,
        ["clientSecret"] = FairleadProcess.ClientSecret,
    };

    private static JsonObject SecretBody() => new() { ["secretName"] = Secret, ["secretValue"] = "bench-upstream-key" };

    private static JsonObject Default() => new() { ["provider"] = Provider, ["model"] = Payload.Model };

    private static JsonObject ProviderBody(Uri upstream) => new()
    {
        ["provider"] = Provider,
        ["config"] = new JsonObject
        {
            ["baseUrl"] = new Uri(upstream, "/v1").AbsoluteUri,
            ["apiKeySecretName"] = Secret,
            ["models"] = new JsonArray(new JsonObject { ["name"] = Payload.Model }),
        },
    };

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, JsonObject body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var answer = await client.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(text) ?? throw new JsonException($"{method} {path} answered null.")
            : throw new InvalidOperationException($"Fairlead answered {(int)answer.StatusCode} to {method} {path}: {text}");
    }
}
