using Fairlead.Gateway.Outbound;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Tests.Outbound;

public sealed class HeaderAllowListTests
{
    [Theory]
    [InlineData("Accept", true)]
    [InlineData("tracestate", true)]
    [InlineData("TraceParent", true)]
    [InlineData("Idempotency-Key", true)]
    [InlineData("OpenAI-Organization", true)]
    [InlineData("openai-beta", true)]
    [InlineData("anthropic-version", true)]
    [InlineData("Authorization", false)]
    [InlineData("x-api-key", false)]
    [InlineData("api-key", false)]
    [InlineData("Cookie", false)]
    [InlineData("Host", false)]
    [InlineData("Connection", false)]
    [InlineData("Accept-Encoding", false)]
    [InlineData("Content-Length", false)]
    [InlineData("User-Agent", false)]
    [InlineData("X-Forwarded-For", false)]
    [InlineData("x-openai-key", false)]
    [InlineData("Proxy-Authorization", false)]
    public void Up_Header_CrossesByName(string name, bool expected)
    {
        var crossing = new List<KeyValuePair<string, string>>();

        HeaderAllowList.Up(new HeaderDictionary { [name] = "value" }, crossing);

        Assert.Equal(expected ? [new(name, "value")] : [], crossing);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Zoë")]
    public void Up_ValueThatCannotBeSent_StaysBehind(string value)
    {
        var crossing = new List<KeyValuePair<string, string>>();

        HeaderAllowList.Up(new HeaderDictionary { ["openai-organization"] = value }, crossing);

        Assert.Empty(crossing);
    }

    [Theory]
    [InlineData("Retry-After", true)]
    [InlineData("x-request-id", true)]
    [InlineData("request-id", true)]
    [InlineData("X-RateLimit-Remaining-Tokens", true)]
    [InlineData("openai-processing-ms", true)]
    [InlineData("Set-Cookie", false)]
    [InlineData("Server", false)]
    [InlineData("Via", false)]
    [InlineData("X-Powered-By", false)]
    [InlineData("Transfer-Encoding", false)]
    [InlineData("WWW-Authenticate", false)]
    [InlineData("Location", false)]
    [InlineData("Strict-Transport-Security", false)]
    [InlineData("x-ratelimit", false)]
    public void Down_Header_CrossesByName(string name, bool expected)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation(name, "value");

        Assert.Equal(expected ? [(name.ToUpperInvariant(), "value")] : [], HeaderAllowList.Down(response).Select(static header => (header.Key.ToUpperInvariant(), header.Value)));
    }

    [Theory]
    [InlineData("Zoë")]
    [InlineData("a\u0001b")]
    public void Down_ValueThatCannotBeSent_StaysBehind(string value)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("x-request-id", value);

        Assert.Empty(HeaderAllowList.Down(response));
    }
}
