using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fairlead.Simulator.Tests.GoogleTokens;

/// <summary>A service account with a key of its own, and the assertions it signs.</summary>
internal sealed class ServiceAccount : IDisposable
{
    internal const string Email = "sim@harbour.iam.gserviceaccount.com";
    private readonly RSA key = RSA.Create(2048);

    internal SimulatorOptions Options => new()
    {
        GoogleServiceAccounts = new Dictionary<string, string> { [Email] = key.ExportSubjectPublicKeyInfoPem() },
    };

    /// <summary>Claims in good order.</summary>
    internal static JsonObject Claims()
    {
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return new JsonObject
        {
            ["iss"] = Email,
            ["scope"] = "https://www.googleapis.com/auth/cloud-platform",
            ["aud"] = "https://oauth2.googleapis.com/token",
            ["iat"] = now,
            ["exp"] = now + 3_600,
        };
    }

    internal string Sign(JsonObject claims, string algorithm = "RS256")
    {
        string signed = $"{Encode(new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT" })}.{Encode(claims)}";
        byte[] signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    internal static Task<HttpResponseMessage> ExchangeAsync(TestSimulator simulator, string assertion) =>
        PostAsync(simulator, "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion);

    internal static async Task<HttpResponseMessage> PostAsync(TestSimulator simulator, string grantType, string assertion)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = grantType, ["assertion"] = assertion });
        return await simulator.Http.PostAsync(new Uri("/token", UriKind.Relative), form, TestSimulator.Cancelled);
    }

    internal async Task<string> TokenAsync(TestSimulator simulator)
    {
        using HttpResponseMessage response = await ExchangeAsync(simulator, Sign(Claims()));
        JsonElement body = await TestSimulator.JsonAsync(response);
        return body.GetProperty("access_token").GetString()!;
    }

    public void Dispose() => key.Dispose();

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
