using System.Text.Json;
using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Apps;

/// <summary>A credential that a test made.</summary>
/// <param name="Id">Its client id.</param>
/// <param name="Secret">Its secret.</param>
internal sealed record Credential(string Id, string Secret)
{
    /// <summary>Makes one.</summary>
    public static async Task<Credential> CreateAsync(TestServer server, string role)
    {
        var made = await server.Admin.PostJsonAsync("/v1/apps", new { name = "made by a test", role });
        return Of(made.GetProperty("result"));
    }

    /// <summary>Reads one from where its secret is shown.</summary>
    public static Credential Of(JsonElement shown) => new(shown.GetProperty("id").GetString()!, shown.GetProperty("secret").GetString()!);

    /// <summary>Asks for a token.</summary>
    public Task<Reply> AskAsync(TestServer server, string? secret = null) =>
        server.Anonymous.SendAsync("POST", "/v1/auth/access_token", new { clientId = Id, clientSecret = secret ?? Secret });
}
