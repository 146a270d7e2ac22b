using System.Text;
using Amazon;
using Amazon.Runtime;
using Fairlead.Gateway.ProviderTypes.Bedrock;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Gateway.Tests.ProviderTypes;

public sealed class SignatureTests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2015, 8, 30, 12, 36, 0, TimeSpan.Zero));

    // get-vanilla and post-vanilla of AWS's published test suite.
    [Theory]
    [InlineData("GET", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("POST", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")]
    public void Reference_PublishedVectors_AreMet(string method, string signature) => Assert.Equal(signature, SignatureVersion4.Of(
        method, "/", [new("host", "example.amazonaws.com"), new("x-amz-date", "20150830T123600Z")], [], "20150830/us-east-1/service/aws4_request", "20150830T123600Z", Secret));

    [Theory]
    [InlineData("https://bedrock-runtime.us-east-1.amazonaws.com/model/us.anthropic.claude-haiku-4-5-20251001-v1%3A0/converse", null)]
    [InlineData("https://bedrock-runtime.us-east-1.amazonaws.com/model/arn%3Aaws%3Abedrock%3A1%2Fabc/converse-stream", "session-token")]
    [InlineData("http://127.0.0.1:9100/model/plain/converse", null)]
    public void Add_Request_SignsWhatIsSent(string address, string? token)
    {
        var body = Encoding.UTF8.GetBytes("""{"messages":[]}""");
        AWSCredentials credentials = token is null ? new BasicAWSCredentials("AKIDEXAMPLE", Secret) : new SessionAWSCredentials("AKIDEXAMPLE", Secret, token);
        using var message = new HttpRequestMessage(HttpMethod.Post, address);

        AwsSignature.Add(message, body.AsMemory(), credentials, RegionEndpoint.USEast1, "bedrock", Clock);

        var authorization = Header(message, "Authorization");
        var signed = Part(authorization, "SignedHeaders=").Split(';');
        var uri = message.RequestUri!;
        var headers = signed.Select(name => KeyValuePair.Create(name, name == "host" ? uri.Authority : Header(message, name))).ToList();
        const string Scope = "20150830/us-east-1/bedrock/aws4_request";
        Assert.Equal($"AKIDEXAMPLE/{Scope}", Part(authorization, "Credential="));
        Assert.Equal(token is null ? 3 : 4, signed.Length);
        Assert.Equal(SignatureVersion4.Of("POST", uri.AbsolutePath, headers, body, Scope, "20150830T123600Z", Secret), Part(authorization, "Signature="));
    }

    private static string Header(HttpRequestMessage message, string name) => message.Headers.NonValidated[name].ToString();

    private static string Part(string authorization, string name) => authorization[(authorization.IndexOf(name, StringComparison.Ordinal) + name.Length)..].Split(',')[0];
}
