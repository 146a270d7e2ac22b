using System.Text;
using Fairlead.Simulator.Aws;

namespace Fairlead.Simulator.Tests.Aws;

/// <summary>The published test suite of Signature Version 4, and the worked example of AWS's guide.</summary>
public sealed class SigV4Tests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private const string Date = "20150830T123600Z";

    [Theory]
    [InlineData("GET", "/", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("GET", "//", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("GET", "/./", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("GET", "/example/..", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("POST", "/", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")]
    [InlineData("GET", "/?Param2=value2&Param1=value1", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500")]
    public void Sign_RequestOfTheSuite_GivesItsSignature(string method, string target, string signature)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["host"] = "example.amazonaws.com",
            ["x-amz-date"] = Date,
        };

        Assert.Equal(signature, SigV4.Sign(new SignedRequest(method, target, headers, []), Scope("service", ["host", "x-amz-date"]), Date, Secret));
    }

    [Fact]
    public void Sign_FormOfTheSuite_GivesItsSignature()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["content-type"] = "application/x-www-form-urlencoded",
            ["host"] = "example.amazonaws.com",
            ["x-amz-date"] = Date,
        };
        var request = new SignedRequest("POST", "/", headers, "Param1=value1"u8.ToArray());

        Assert.Equal(
            "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
            SigV4.Sign(request, Scope("service", ["content-type", "host", "x-amz-date"]), Date, Secret));
    }

    [Fact]
    public void Sign_HeadersWithSpaces_CollapsesThem()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["host"] = "example.amazonaws.com",
            ["my-header1"] = " value1",
            ["my-header2"] = " \"a   b   c\"",
            ["x-amz-date"] = Date,
        };

        Assert.Equal(
            "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
            SigV4.Sign(new SignedRequest("GET", "/", headers, []), Scope("service", ["host", "my-header1", "my-header2", "x-amz-date"]), Date, Secret));
    }

    [Fact]
    public void Sign_ListUsersOfTheGuide_GivesItsSignature()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["content-type"] = "application/x-www-form-urlencoded; charset=utf-8",
            ["host"] = "iam.amazonaws.com",
            ["x-amz-date"] = Date,
        };
        var request = new SignedRequest("GET", "/?Action=ListUsers&Version=2010-05-08", headers, []);

        Assert.Equal(
            "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
            SigV4.Sign(request, Scope("iam", ["content-type", "host", "x-amz-date"]), Date, Secret));
    }

    [Fact]
    public void Canonical_EncodedPath_IsEncodedOnceMore()
    {
        var request = new SignedRequest("POST", "/model/anthropic.claude-v2%3A1/converse", new Dictionary<string, string>(), Encoding.UTF8.GetBytes("{}"));

        Assert.Equal("/model/anthropic.claude-v2%253A1/converse", request.Canonical([]).Split('\n')[1]);
    }

    private static Authorization Scope(string service, string[] headers) => new("AKIDEXAMPLE", "20150830", "us-east-1", service, headers, "");
}
