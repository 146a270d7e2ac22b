using System.Globalization;
using Amazon;
using Amazon.Runtime;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.ProviderTypes.Bedrock;
using Fairlead.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Gateway.Tests.ProviderTypes;

public sealed class AssumedRoleTests
{
    private const string RoleArn = "arn:aws:iam::123456789012:role/bedrock";
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider clock = new(Start);
    private int sessions;

    [Fact]
    public async Task Credentials_ManyAtOnce_AreAskedForOnceAndSigned()
    {
        await using var sts = await ScriptedUpstream.StartAsync(Issue);
        using var outbound = new OutboundHandler(new GatewayOptions(), new NetworkOptions());
        var role = Role(sts, "ext-1");

        var given = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => role.CredentialsAsync(outbound, TestContext.Current.CancellationToken).AsTask()));

        Assert.All(given, static one => Assert.Equal("ASIA1", one.GetCredentials().AccessKey));
        var asked = Assert.Single(sts.Requests);
        Assert.Equal($"Action=AssumeRole&Version=2011-06-15&RoleArn={Uri.EscapeDataString(RoleArn)}&RoleSessionName=fairlead&ExternalId=ext-1", asked.Text);
        Assert.Contains("Credential=AKIA/20260101/eu-west-1/sts/aws4_request", asked.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal(["ASIA1", "secret1", "token1"], role.SecretValues);
    }

    [Fact]
    public async Task Credentials_FiveMinutesBeforeTheyExpire_AreAskedForAnew()
    {
        await using var sts = await ScriptedUpstream.StartAsync(Issue);
        using var outbound = new OutboundHandler(new GatewayOptions(), new NetworkOptions());
        var role = Role(sts, null);
        await role.CredentialsAsync(outbound, TestContext.Current.CancellationToken);

        clock.SetUtcNow(Start.AddMinutes(55).AddSeconds(-1));
        var before = await role.CredentialsAsync(outbound, TestContext.Current.CancellationToken);
        clock.SetUtcNow(Start.AddMinutes(55));
        var after = await role.CredentialsAsync(outbound, TestContext.Current.CancellationToken);

        Assert.Equal("ASIA1", before.GetCredentials().AccessKey);
        Assert.Equal("ASIA2", after.GetCredentials().AccessKey);
    }

    [Theory]
    [InlineData(403, "<ErrorResponse xmlns='https://sts.amazonaws.com/doc/2011-06-15/'><Error><Code>AccessDenied</Code><Message>secret words</Message></Error></ErrorResponse>", FailureKind.Auth, "AccessDenied")]
    [InlineData(400, "<ErrorResponse xmlns='https://sts.amazonaws.com/doc/2011-06-15/'><Error><Code>Throttling</Code></Error></ErrorResponse>", FailureKind.RateLimited, "Throttling")]
    [InlineData(500, "no xml", FailureKind.Unreachable, "500")]
    [InlineData(200, "<html/>", FailureKind.Auth, "200")]
    [InlineData(200, "<!DOCTYPE x [<!ENTITY e 'x'>]><x>&e;</x>", FailureKind.Auth, "200")]
    public async Task Credentials_Refused_AreAFailureWithoutTheIssuersWords(int status, string answer, FailureKind kind, string says)
    {
        await using var sts = await ScriptedUpstream.StartAsync(ScriptedUpstream.Says(status, "text/xml", answer));
        using var outbound = new OutboundHandler(new GatewayOptions(), new NetworkOptions());

        var refused = await Assert.ThrowsAsync<AuthorizationException>(async () => await Role(sts, null).CredentialsAsync(outbound, TestContext.Current.CancellationToken));

        Assert.Equal(kind, refused.Kind);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_AfterARefusal_AreAskedForAgain()
    {
        await using var sts = await ScriptedUpstream.StartAsync(ScriptedUpstream.Says(500, "text/plain", "down"));
        using var outbound = new OutboundHandler(new GatewayOptions(), new NetworkOptions());
        var role = Role(sts, null);
        await Assert.ThrowsAsync<AuthorizationException>(async () => await role.CredentialsAsync(outbound, TestContext.Current.CancellationToken));

        sts.Answer = Issue;

        Assert.Equal("ASIA1", (await role.CredentialsAsync(outbound, TestContext.Current.CancellationToken)).GetCredentials().AccessKey);
    }

    private AssumedRole Role(ScriptedUpstream sts, string? externalId) =>
        new(new BasicAWSCredentials("AKIA", "base-secret"), RegionEndpoint.EUWest1, new Uri(sts.BaseUrl), RoleArn, externalId, clock);

    private Task Issue(HttpContext context)
    {
        var number = Interlocked.Increment(ref sessions);
        var expiration = clock.GetUtcNow().AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return ScriptedUpstream.Says(200, "text/xml", $"""
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
              <AccessKeyId>ASIA{number}</AccessKeyId><SecretAccessKey>secret{number}</SecretAccessKey><SessionToken>token{number}</SessionToken><Expiration>{expiration}</Expiration>
            </Credentials></AssumeRoleResult></AssumeRoleResponse>
            """)(context);
    }
}
