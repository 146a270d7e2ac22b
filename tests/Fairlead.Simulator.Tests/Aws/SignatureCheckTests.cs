using System.Text;
using Fairlead.Simulator.Aws;

namespace Fairlead.Simulator.Tests.Aws;

public sealed class SignatureCheckTests
{
    private const string Host = "bedrock-runtime.us-east-1.amazonaws.com";
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly AwsRequest Good = new("/model/m%3A0/converse", "{}") { Time = Now };

    [Fact]
    public void Check_GoodSignature_NamesTheKey() => Assert.Equal(AwsRequest.AccessKeyId, Check(Good.Sign(Host)));

    [Theory]
    [InlineData(5, true)]
    [InlineData(-5, true)]
    [InlineData(6, false)]
    [InlineData(-6, false)]
    public void Check_ClockOffByMinutes_TakesFive(int minutes, bool taken)
    {
        SignedRequest request = (Good with { Time = Now.AddMinutes(minutes) }).Sign(Host);

        Assert.Equal(taken, Record.Exception(() => Check(request)) is null);
    }

    [Fact]
    public void Check_AnythingSignedChanged_IsRefused()
    {
        SignedRequest signed = Good.Sign(Host);

        AssertFault(SignatureFault.Invalid, signed with { Body = Encoding.UTF8.GetBytes("{ }") });
        AssertFault(SignatureFault.Invalid, signed with { Target = "/model/m%3A1/converse" });
        AssertFault(SignatureFault.Invalid, signed with { Method = "PUT" });
        AssertFault(SignatureFault.Invalid, With(signed, "host", "elsewhere"));
        AssertFault(SignatureFault.Invalid, With(signed, "x-amz-date", "20260301T120001Z"));
    }

    [Fact]
    public void Check_WrongSecret_IsRefused() => AssertFault(SignatureFault.Invalid, (Good with { SecretKey = "other" }).Sign(Host));

    [Fact]
    public void Check_UnknownKey_IsRefused() => AssertFault(SignatureFault.UnknownKey, (Good with { Key = "AKIAOTHER" }).Sign(Host));

    [Fact]
    public void Check_TokenWithAUsersKey_IsRefused() => AssertFault(SignatureFault.UnknownKey, (Good with { Token = "made up" }).Sign(Host));

    [Fact]
    public void Check_OtherService_IsRefused() => AssertFault(SignatureFault.Invalid, (Good with { Service = "s3" }).Sign(Host));

    [Fact]
    public void Check_OtherRegionThanSet_IsRefused()
    {
        SignedRequest request = Good.Sign(Host);
        var options = new SimulatorOptions { AwsRegion = "eu-west-1" };

        SignatureException refused = Assert.Throws<SignatureException>(
            () => new SignatureCheck(options, new RoleSessions(new MovableClock(Now)), Now).Check(request, "bedrock"));

        Assert.Contains("'us-east-1'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_NoAuthorization_IsRefused() => AssertFault(SignatureFault.Missing, With(Good.Sign(Host), "Authorization", ""));

    [Fact]
    public void Check_HostNotSigned_IsRefused()
    {
        SignedRequest signed = Good.Sign(Host);
        string header = signed.Headers["Authorization"].Replace("host;", "", StringComparison.Ordinal);

        AssertFault(SignatureFault.Invalid, With(signed, "Authorization", header));
    }

    [Fact]
    public void Check_PartOfTheAuthorizationMissing_IsRefused()
    {
        SignedRequest signed = Good.Sign(Host);

        AssertFault(SignatureFault.Incomplete, With(signed, "Authorization", "AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request, SignedHeaders=host"));
        AssertFault(SignatureFault.Incomplete, With(signed, "Authorization", "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=0"));
    }

    [Fact]
    public void Check_SessionOverOrTokenOfAnother_IsRefused()
    {
        var clock = new MovableClock(Now);
        var sessions = new RoleSessions(clock);
        RoleSession session = sessions.Issue(TimeSpan.FromMinutes(15));
        AwsRequest request = Good with { Key = session.AccessKeyId, SecretKey = session.SecretAccessKey, Token = session.Token };

        Assert.Equal(session.AccessKeyId, new SignatureCheck(new(), sessions, Now).Check(request.Sign(Host), "bedrock"));
        DateTimeOffset later = Now.AddMinutes(15);
        Assert.Equal(SignatureFault.Expired, Fault(sessions, (request with { Time = later }).Sign(Host), later));
        Assert.Equal(SignatureFault.UnknownKey, Fault(sessions, (request with { Token = null }).Sign(Host), Now));
    }

    private static string Check(SignedRequest request) =>
        new SignatureCheck(new(), new RoleSessions(new MovableClock(Now)), Now).Check(request, "bedrock");

    private static SignatureFault Fault(RoleSessions sessions, SignedRequest request, DateTimeOffset now) =>
        Assert.Throws<SignatureException>(() => new SignatureCheck(new(), sessions, now).Check(request, "bedrock")).Fault;

    private static void AssertFault(SignatureFault fault, SignedRequest request) =>
        Assert.Equal(fault, Assert.Throws<SignatureException>(() => Check(request)).Fault);

    private static SignedRequest With(SignedRequest request, string header, string value) =>
        request with { Headers = new Dictionary<string, string>(request.Headers, StringComparer.OrdinalIgnoreCase) { [header] = value } };
}
