using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Simulator.GoogleTokens;

namespace Fairlead.Simulator.Tests.GoogleTokens;

public sealed class TokenExchangeTests
{
    [Fact]
    public async Task Token_GoodAssertion_IsIssued()
    {
        using var account = new ServiceAccount();
        await using TestSimulator simulator = await TestSimulator.StartAsync(account.Options);

        using HttpResponseMessage response = await ServiceAccount.ExchangeAsync(simulator, account.Sign(ServiceAccount.Claims()));
        JsonElement body = await TestSimulator.JsonAsync(response);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Bearer", body.GetProperty("token_type").GetString());
        Assert.Equal(3_599, body.GetProperty("expires_in").GetInt32());
        Assert.StartsWith("ya29.", body.GetProperty("access_token").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_AudienceIsTheAddressCalled_IsIssued()
    {
        using var account = new ServiceAccount();
        await using TestSimulator simulator = await TestSimulator.StartAsync(account.Options);
        JsonObject claims = ServiceAccount.Claims();
        claims["aud"] = new Uri(simulator.Http.BaseAddress!, "/token").ToString();

        using HttpResponseMessage response = await ServiceAccount.ExchangeAsync(simulator, account.Sign(claims));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("iss", "\"other@harbour.iam.gserviceaccount.com\"", "invalid_grant")]
    [InlineData("aud", "\"https://example.com/token\"", "invalid_grant")]
    [InlineData("scope", "\"https://www.googleapis.com/auth/drive\"", "invalid_scope")]
    [InlineData("iat", "1000000000", "invalid_grant")]
    [InlineData("exp", "1000000000", "invalid_grant")]
    [InlineData("exp", "99000000000", "invalid_grant")]
    [InlineData("exp", "\"soon\"", "invalid_grant")]
    public async Task Token_ClaimOutOfOrder_IsRefused(string claim, string value, string error)
    {
        using var account = new ServiceAccount();
        await using TestSimulator simulator = await TestSimulator.StartAsync(account.Options);
        JsonObject claims = ServiceAccount.Claims();
        claims[claim] = JsonNode.Parse(value);

        await AssertRefusedAsync(simulator, account.Sign(claims), error);
    }

    [Fact]
    public async Task Token_SignedByAnotherKey_IsRefused()
    {
        using var account = new ServiceAccount();
        using var other = new ServiceAccount();
        await using TestSimulator simulator = await TestSimulator.StartAsync(account.Options);

        await AssertRefusedAsync(simulator, other.Sign(ServiceAccount.Claims()), "invalid_grant");
        await AssertRefusedAsync(simulator, account.Sign(ServiceAccount.Claims(), "none"), "invalid_grant");
    }

    [Fact]
    public async Task Token_NotAnAssertion_IsRefused()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        await AssertRefusedAsync(simulator, "a.b", "invalid_request");
        await AssertRefusedAsync(simulator, "", "invalid_request");
        using HttpResponseMessage otherGrant = await ServiceAccount.PostAsync(simulator, "password", "x");
        Assert.Equal("unsupported_grant_type", (await TestSimulator.JsonAsync(otherGrant)).GetProperty("error").GetString());
    }

    [Fact]
    public void Knows_IssuedToken_UntilItExpires()
    {
        var clock = new MovableClock(DateTimeOffset.UnixEpoch);
        var tokens = new IssuedTokens(clock);
        string token = tokens.Issue(TimeSpan.FromMinutes(1));

        Assert.True(tokens.Knows(token));
        Assert.False(tokens.Knows(token + "x"));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(tokens.Knows(token));
    }

    private static async Task AssertRefusedAsync(TestSimulator simulator, string assertion, string error)
    {
        using HttpResponseMessage response = await ServiceAccount.ExchangeAsync(simulator, assertion);
        JsonElement body = await TestSimulator.JsonAsync(response);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(error, body.GetProperty("error").GetString());
        Assert.NotEmpty(body.GetProperty("error_description").GetString()!);
    }
}
