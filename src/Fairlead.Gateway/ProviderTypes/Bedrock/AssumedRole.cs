using Amazon;
using Amazon.Runtime;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Outbound;

namespace Fairlead.Gateway.ProviderTypes.Bedrock;

/// <summary>A role, assumed at AWS Security Token Service for an hour at a time. Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html</summary>
internal sealed class AssumedRole : IAwsIdentity
{
    private const string SessionName = "fairlead";

    private readonly AWSCredentials caller;
    private readonly RegionEndpoint region;
    private readonly Uri address;
    private readonly TimeProvider time;
    private readonly TokenCache<SessionAWSCredentials> sessions;
    private readonly Dictionary<string, string> form;

    public AssumedRole(AWSCredentials caller, RegionEndpoint region, Uri address, string role, string? externalId, TimeProvider time)
    {
        this.caller = caller;
        this.region = region;
        this.address = address;
        this.time = time;
        sessions = new TokenCache<SessionAWSCredentials>(address, time, IssueAsync);
        form = new(StringComparer.Ordinal) { ["Action"] = "AssumeRole", ["Version"] = "2011-06-15", ["RoleArn"] = role, ["RoleSessionName"] = SessionName };
        if (externalId is not null)
        {
            form.Add("ExternalId", externalId);
        }
    }

    public IReadOnlyList<string> SecretValues => sessions.Last?.GetCredentials() is { } session ? [session.AccessKey, session.SecretKey, session.Token] : [];

    public async ValueTask<AWSCredentials> CredentialsAsync(OutboundHandler outbound, CancellationToken cancellationToken) => await sessions.GetAsync(outbound, cancellationToken);

    private async Task<(SessionAWSCredentials Token, DateTimeOffset ExpiresAt)> IssueAsync(OutboundHandler outbound, CancellationToken cancellationToken)
    {
        using var content = new FormUrlEncodedContent(form);
        using var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        AwsSignature.Add(message, await content.ReadAsByteArrayAsync(cancellationToken), caller, region, "sts", time);
        using var response = await outbound.SendAsync(message, cancellationToken);
        var answer = await AssumeRoleAnswer.ReadAsync(response, cancellationToken);
        return answer.Session is { } session
            ? (session, answer.ExpiresAt)
            : throw new AuthorizationException($"AWS did not let the role be assumed ({(int)response.StatusCode} {answer.ErrorCode}). Check roleArn, its trust policy and the external id.", answer.KindOf(response.StatusCode));
    }
}
