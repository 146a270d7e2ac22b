using System.Net;
using Fairlead.Testing;

namespace Fairlead.Gateway.Tests.Endpoints;

public sealed class AuthenticationTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer fl-wrong")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Basic Zm86YmFy")]
    public async Task Chat_WithoutAValidToken_Is401AndGoesNowhere(string? authorization)
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));
        using var client = rig.Server.Client(null);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

        using var chat = await client.PostTextAsync("/v1/chat/completions", Rig.Hello);
        using var models = await client.GetAsync(new Uri("/v1/models", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((401, "invalid_api_key"), await chat.CodeAsync());
        Assert.Equal((401, "invalid_api_key"), await models.CodeAsync());
        Assert.Empty(rig.Upstream.Requests);
    }

    [Fact]
    public async Task Chat_WithAnOversizedToken_Is401()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));
        using var client = rig.Server.Client(new string('a', 5000));

        using var response = await client.PostTextAsync("/v1/chat/completions", Rig.Hello);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Chat_WithAccessTokensOfEitherRole_IsAnswered()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));
        var member = await rig.Server.ClientOfAsync("Member");

        using var asAdmin = await rig.Server.Admin.PostTextAsync("/v1/chat/completions", Rig.Hello);
        using var asMember = await member.PostTextAsync("/v1/chat/completions", Rig.Hello);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (asAdmin.StatusCode, asMember.StatusCode));
    }

    [Fact]
    public async Task Chat_SchemeInAnotherCase_IsAnswered()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));
        using var client = rig.Server.Client(null);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"bearer {rig.Client.DefaultRequestHeaders.Authorization!.Parameter}");

        using var response = await client.PostTextAsync("/v1/chat/completions", Rig.Hello);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Chat_WithADeletedKey_Is401FromTheNextRequestOn()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));
        var made = (await rig.Server.Admin.PostJsonAsync("/v1/keys", new { name = "short-lived" })).GetProperty("result");
        using var client = rig.Server.Client(made.GetProperty("key").GetString());
        using var before = await client.PostTextAsync("/v1/chat/completions", Rig.Hello);

        using var deleted = await rig.Server.Admin.DeleteAsync(new Uri($"/v1/keys/{made.GetProperty("id").GetString()}", UriKind.Relative), TestContext.Current.CancellationToken);
        using var after = await client.PostTextAsync("/v1/chat/completions", Rig.Hello);

        Assert.True(deleted.IsSuccessStatusCode);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (before.StatusCode, after.StatusCode));
    }
}
