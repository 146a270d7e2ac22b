using System.Net;
using System.Xml.Linq;

namespace Fairlead.Simulator.Tests.Aws;

public sealed class StsTests
{
    private const string Role = "arn:aws:iam::123456789012:role/team/Reader";

    private static readonly XNamespace Namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

    private static readonly SimulatorOptions Options = new() { AwsRoles = new Dictionary<string, string?> { [Role] = "port-7" } };

    [Fact]
    public async Task AssumeRole_RightExternalId_GivesCredentialsThatSign()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(Options);

        using HttpResponseMessage response = await Form($"Action=AssumeRole&Version=2011-06-15&RoleArn={Uri.EscapeDataString(Role)}&RoleSessionName=fairlead&ExternalId=port-7").SendAsync(simulator.Http);
        XElement given = (await XmlAsync(response)).Descendants(Namespace + "Credentials").Single();
        AwsRequest converse = new("/model/m/converse", """{"messages":[{"role":"user","content":[{"text":"hi"}]}]}""")
        {
            Key = given.Element(Namespace + "AccessKeyId")!.Value,
            SecretKey = given.Element(Namespace + "SecretAccessKey")!.Value,
            Token = given.Element(Namespace + "SessionToken")!.Value,
        };
        using HttpResponseMessage answer = await converse.SendAsync(simulator.Http);
        using HttpResponseMessage tampered = await (converse with { Token = converse.Token + "x" }).SendAsync(simulator.Http);

        Assert.Equal("text/xml", response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("ASIA", converse.Key, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, tampered.StatusCode);
    }

    [Theory]
    [InlineData("&ExternalId=other")]
    [InlineData("")]
    public async Task AssumeRole_WrongExternalId_IsAccessDenied(string externalId)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(Options);

        await AssertErrorAsync(simulator, Form($"Action=AssumeRole&RoleArn={Uri.EscapeDataString(Role)}&RoleSessionName=fairlead{externalId}"), 403, "AccessDenied");
    }

    [Fact]
    public async Task AssumeRole_UnknownRole_IsAccessDenied()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        await AssertErrorAsync(simulator, Form($"Action=AssumeRole&RoleArn={Uri.EscapeDataString(Role)}&RoleSessionName=fairlead"), 403, "AccessDenied");
    }

    [Theory]
    [InlineData("Action=AssumeRole&RoleArn=reader&RoleSessionName=fairlead", "ValidationError")]
    [InlineData("Action=AssumeRole&RoleArn=arn:aws:iam::123456789012:role/r&RoleSessionName=two%20words", "ValidationError")]
    [InlineData("Action=AssumeRole&RoleArn=arn:aws:iam::123456789012:role/r&RoleSessionName=name&DurationSeconds=10", "ValidationError")]
    [InlineData("Action=GetFederationToken", "InvalidAction")]
    public async Task Request_NotValid_IsRefused(string form, string code)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(Options);

        await AssertErrorAsync(simulator, Form(form), 400, code);
    }

    [Fact]
    public async Task Request_BadlySigned_IsRefusedInStsWords()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(Options);
        AwsRequest request = Form("Action=AssumeRole");

        await AssertErrorAsync(simulator, request with { SecretKey = "other" }, 403, "SignatureDoesNotMatch");
        await AssertErrorAsync(simulator, request with { Key = "AKIAOTHER" }, 403, "InvalidClientTokenId");
        await AssertErrorAsync(simulator, request with { Service = "bedrock" }, 403, "SignatureDoesNotMatch");
    }

    private static AwsRequest Form(string form) => new("/", form) { Service = "sts", ContentType = "application/x-www-form-urlencoded" };

    private static async Task AssertErrorAsync(TestSimulator simulator, AwsRequest request, int status, string code)
    {
        using HttpResponseMessage response = await request.SendAsync(simulator.Http);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(code, (await XmlAsync(response)).Element(Namespace + "Error")!.Element(Namespace + "Code")!.Value);
    }

    private static async Task<XElement> XmlAsync(HttpResponseMessage response) =>
        XElement.Parse(await response.Content.ReadAsStringAsync(TestSimulator.Cancelled));
}
