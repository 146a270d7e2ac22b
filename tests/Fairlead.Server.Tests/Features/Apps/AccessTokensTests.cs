using System.Security.Cryptography;
using System.Text;
using Fairlead.Server.Features.Apps;
using Fairlead.Server.Platform.Encryption;
using Fairlead.Server.Platform.Storage;
using Fairlead.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Server.Tests.Features.Apps;

public sealed class AccessTokensTests
{
    [Fact]
    public async Task Token_AfterThreeHours_IsRefusedThoughItWasKnown()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddDays(20_000));
        await using var server = await TestServer.StartAsync(settings => settings with { Time = time });
        time.Advance(TimeSpan.FromHours(3) - TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await server.Admin.SendAsync("GET", "/v1/apps")).Status);

        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(401, (await server.Admin.SendAsync("GET", "/v1/apps")).Status);
        Assert.Equal(401, (await server.Admin.SendAsync("GET", "/v1/models")).Status);
    }

    [Fact]
    public async Task Token_FirstSeenAfterItEnded_IsRefused()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddDays(20_000));
        await using var server = await TestServer.StartAsync(settings => settings with { Time = time });
        var unused = server.Client(server.Admin.DefaultRequestHeaders.Authorization!.Parameter);

        time.Advance(TimeSpan.FromHours(3));

        Assert.Equal(401, (await unused.SendAsync("GET", "/v1/apps")).Status);
    }

    [Fact]
    public async Task Token_ChangedInAnyPart_IsRefused()
    {
        await using var server = await TestServer.StartAsync();
        var parts = TokenOf(server).Split('.');

        for (var part = 0; part < 3; part++)
        {
            // The last character of a part may have spare bits; the first never has.
            var changed = parts.ToArray();
            changed[part] = (changed[part][0] == 'e' ? 'f' : 'e') + changed[part][1..];
            Assert.Equal(401, (await server.Client(string.Join('.', changed)).SendAsync("GET", "/v1/apps")).Status);
        }
    }

    [Fact]
    public async Task Token_SignedByTheServersOwnKey_IsTaken()
    {
        await using var server = await TestServer.StartAsync();

        Assert.Equal(200, await StatusOfAsync(server, Sign(server, static _ => { }, SigningKey(server))));
    }

    [Fact]
    public async Task Token_SignedByAnotherKey_IsRefused()
    {
        await using var server = await TestServer.StartAsync();

        Assert.Equal(401, await StatusOfAsync(server, Sign(server, static _ => { }, AccessTokens.CreateKey())));
    }

    [Theory]
    [InlineData("aud", "another-api")]
    [InlineData("iss", "somebody")]
    [InlineData("sub", "app_0123456789abcdef0123456789abcdef")]
    [InlineData("ver", "0")]
    public async Task Token_WithAnotherClaimThatCounts_IsRefused(string claim, string value)
    {
        await using var server = await TestServer.StartAsync();

        Assert.Equal(401, await StatusOfAsync(server, Sign(server, claims => claims[claim] = value, SigningKey(server))));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    public async Task Token_OfAnotherAlgorithm_IsRefused(string algorithm)
    {
        await using var server = await TestServer.StartAsync();
        var unsigned = $"{Encode($$"""{"alg":"{{algorithm}}","typ":"JWT"}""")}.{TokenOf(server).Split('.')[1]}";

        // Signed with what an attacker knows: the public key, as the secret of a symmetric algorithm.
        using var key = ECDsa.Create();
        key.ImportFromPem(SigningKey(server));
        var signature = algorithm == "none" ? string.Empty : Base64Url(HMACSHA256.HashData(key.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(unsigned)));

        Assert.Equal(401, await StatusOfAsync(server, $"{unsigned}.{signature}"));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a.b.c")]
    [InlineData("fl-nothing")]
    [InlineData("x")]
    public async Task Token_ThatIsNone_IsRefused(string token)
    {
        await using var server = await TestServer.StartAsync();

        Assert.Equal(401, await StatusOfAsync(server, token));
    }

    private static async Task<int> StatusOfAsync(TestServer server, string token) => (await server.Client(token).SendAsync("GET", "/v1/apps")).Status;

    private static string TokenOf(TestServer server) => server.Admin.DefaultRequestHeaders.Authorization!.Parameter!;

    private static string SigningKey(TestServer server)
    {
        using var connection = server.Services.GetRequiredService<Database>().Open();
        return SealedKeys.GetOrCreate(connection, server.Services.GetRequiredService<Vault>(), AccessTokens.KeyName, static () => throw new InvalidOperationException("There is no key."));
    }

    private static string Sign(TestServer server, Action<Dictionary<string, object>> change, string pem)
    {
        var parts = TokenOf(server).Split('.');
        var claims = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, object>>(Convert.FromBase64String(Padded(parts[1])))!;
        change(claims);
        var content = $"{parts[0]}.{Encode(System.Text.Json.JsonSerializer.Serialize(claims))}";
        using var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return $"{content}.{Base64Url(key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256))}";
    }

    private static string Encode(string text) => Base64Url(Encoding.UTF8.GetBytes(text));

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static string Padded(string base64Url) => Convert.ToBase64String(System.Buffers.Text.Base64Url.DecodeFromChars(base64Url));
}
