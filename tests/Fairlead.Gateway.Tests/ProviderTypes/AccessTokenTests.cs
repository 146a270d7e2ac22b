using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.ProviderTypes.GoogleCloud;
using Fairlead.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Gateway.Tests.ProviderTypes;

public sealed class AccessTokenTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider clock = new(Start);
    private int issued;

    [Fact]
    public async Task Authorize_ManyAtOnce_ExchangeOneSignedAssertion()
    {
        await using var google = await ScriptedUpstream.StartAsync(Issue);
        using var outbound = new OutboundHandler(new GatewayOptions(), new NetworkOptions());
        var authorizer = Authorizer(google);

        var given = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AuthorizeAsync(authorizer, outbound)));

        Assert.All(given, static one => Assert.Equal("Bearer ya29.1", one));
        Assert.Equal(["ya29.1"], authorizer.SecretValues);
        var form = QueryHelpers.ParseQuery(Assert.Single(google.Requests).Text);
        Assert.Equal("urn:ietf:params:oauth:grant-type:jwt-bearer", form["grant_type"].ToString());
        var parts = form["assertion"].ToString().Split('.');
        Assert.True(TestKeys.Key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), WebEncoders.Base64UrlDecode(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        var claims = JsonElement.Parse(WebEncoders.Base64UrlDecode(parts[1]));
        Assert.Equal("me@p.iam.gserviceaccount.com", claims.GetProperty("iss").GetString());
        Assert.Equal("https://www.googleapis.com/auth/cloud-platform", claims.GetProperty("scope").GetString());
        Assert.Equal("https://oauth2.googleapis.com/token", claims.GetProperty("aud").GetString());
        Assert.Equal(Start.ToUnixTimeSeconds(), claims.GetProperty("iat").GetInt64());
        Assert.Equal(Start.AddHours(1).ToUnixTimeSeconds(), claims.GetProperty("exp").GetInt64());
    }

    [Fact]
    public async Task SecretValues_OfTheProvider_HoldTheTokenThatIsInUse()
    {
        await using var google = await ScriptedUpstream.StartAsync(Issue);
        using var outbound = new OutboundHandler(new GatewayOptions(), new NetworkOptions());
        var provider = Built.Of("vertex-gemini", $$"""
            {"clientEmailSecretName": "EMAIL", "privateKeySecretName": "private", "project": "p", "location": "global", "tokenUrl": "{{google.BaseUrl}}", "models": [{"name": "gemini"}]}
            """).Provider!;
        using var message = new HttpRequestMessage();

        await provider.Authorizer!.AuthorizeAsync(message, default, outbound, TestContext.Current.CancellationToken);

        Assert.Equal(["value-of-EMAIL", TestKeys.PrivateKey, "ya29.1"], provider.SecretValues.Distinct());
    }

    [Fact]
    public async Task Authorize_FiveMinutesBeforeTheTokenExpires_ExchangesAnew()
    {
        await using var google = await ScriptedUpstream.StartAsync(Issue);
        using var outbound = new OutboundHandler(new GatewayOptions(), new NetworkOptions());
        var authorizer = Authorizer(google);
        await AuthorizeAsync(authorizer, outbound);

        clock.SetUtcNow(Start.AddMinutes(55).AddSeconds(-1));
        var before = await AuthorizeAsync(authorizer, outbound);
        clock.SetUtcNow(Start.AddMinutes(55));
        var after = await AuthorizeAsync(authorizer, outbound);

        Assert.Equal(("Bearer ya29.1", "Bearer ya29.2"), (before, after));
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_grant","error_description":"Invalid JWT: secret words"}""", FailureKind.Auth, "invalid_grant")]
    [InlineData(401, """{"error":"secret words in place of a code"}""", FailureKind.Auth, "401")]
    [InlineData(302, "", FailureKind.Auth, "302")]
    [InlineData(400, "null", FailureKind.Auth, "400")]
    [InlineData(429, """{"error":"rate_limit"}""", FailureKind.RateLimited, "429")]
    [InlineData(503, "<html>secret</html>", FailureKind.Overloaded, "503")]
    [InlineData(200, "<html>secret</html>", FailureKind.Auth, "no token")]
    [InlineData(200, "[]", FailureKind.Auth, "no token")]
    [InlineData(200, "{}", FailureKind.Auth, "no token")]
    [InlineData(200, """{"access_token":"secret\r\nX-Injected: 1","expires_in":3600}""", FailureKind.Auth, "no token")]
    public async Task Authorize_Refused_IsAFailureWithoutTheIssuersWords(int status, string answer, FailureKind kind, string says)
    {
        await using var google = await ScriptedUpstream.StartAsync(context =>
        {
            context.Response.Headers.Location = "/elsewhere";
            return ScriptedUpstream.Says(status, "application/json", answer)(context);
        });
        using var outbound = new OutboundHandler(new GatewayOptions(), new NetworkOptions());

        var refused = await Assert.ThrowsAsync<AuthorizationException>(() => AuthorizeAsync(Authorizer(google), outbound));

        Assert.Single(google.Requests);
        Assert.Equal(kind, refused.Kind);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authorize_NobodyListens_IsUnreachable()
    {
        using var outbound = new OutboundHandler(new GatewayOptions(), new NetworkOptions());
        var authorizer = new AccessTokenAuthorizer("me@p.iam.gserviceaccount.com", TestKeys.PrivateKey, new Uri("http://127.0.0.1:1/token"), clock);

        var refused = await Assert.ThrowsAsync<AuthorizationException>(() => AuthorizeAsync(authorizer, outbound));

        Assert.Equal(FailureKind.Unreachable, refused.Kind);
        Assert.Contains("127.0.0.1:1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authorize_OneThatLeaves_DoesNotSpoilTheExchangeForOthers()
    {
        var go = new TaskCompletionSource();
        await using var google = await ScriptedUpstream.StartAsync(async context =>
        {
            await go.Task;
            await Issue(context);
        });
        using var outbound = new OutboundHandler(new GatewayOptions(), new NetworkOptions());
        var authorizer = Authorizer(google);
        using var leaving = new CancellationTokenSource();
        var first = AuthorizeAsync(authorizer, outbound, leaving.Token);
        await google.NextAsync(TestContext.Current.CancellationToken);
        var second = AuthorizeAsync(authorizer, outbound);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        go.SetResult();

        Assert.Equal("Bearer ya29.1", await second);
    }

    private static async Task<string> AuthorizeAsync(AccessTokenAuthorizer authorizer, OutboundHandler outbound, CancellationToken? cancellationToken = null)
    {
        using var message = new HttpRequestMessage();
        await authorizer.AuthorizeAsync(message, default, outbound, cancellationToken ?? TestContext.Current.CancellationToken);
        return message.Headers.NonValidated["Authorization"].ToString();
    }

    private AccessTokenAuthorizer Authorizer(ScriptedUpstream google) => new("me@p.iam.gserviceaccount.com", TestKeys.PrivateKey, new Uri(google.BaseUrl), clock);

    private Task Issue(HttpContext context) => ScriptedUpstream.Says(
        200, "application/json", $$"""{"access_token":"ya29.{{Interlocked.Increment(ref issued)}}","expires_in":3600,"token_type":"Bearer"}""")(context);
}
