using Fairlead.Testing;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Tests.Attempts;

public sealed class UpstreamErrorTests
{
    private const string Error = """{ "error":{"message":"of the upstream","type":"t","code":"its_code"},"more":1.0e0 }""";
    private const string Piece = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n";

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(413)]
    [InlineData(422)]
    [InlineData(429)]
    public async Task Chat_Upstream4xx_PassesAsItIs(int status)
    {
        await using var rig = await Rig.StartAsync(Failing(status, Error, "13"));

        using var response = await rig.ChatAsync(Rig.Hello);

        Assert.Equal((status, Error, "13"), ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.Header("Retry-After")));
        Assert.Null(response.Header("Set-Cookie"));
        Assert.Single(rig.Upstream.Requests);
    }

    [Theory]
    [InlineData(401, null, 502, "upstream_authentication_failed", null)]
    [InlineData(403, null, 502, "upstream_authentication_failed", null)]
    [InlineData(408, null, 504, "upstream_timed_out", null)]
    [InlineData(500, "9", 502, "upstream_error", null)]
    [InlineData(502, null, 502, "upstream_error", null)]
    [InlineData(503, null, 503, "upstream_overloaded", "1")]
    [InlineData(503, "9", 503, "upstream_overloaded", "9")]
    [InlineData(529, "9", 503, "upstream_overloaded", "9")]
    [InlineData(302, null, 502, "upstream_invalid_response", null)]
    public async Task Chat_OtherUpstreamStatus_IsToldInOurWords(int status, string? retryAfter, int expected, string code, string? expectedRetry)
    {
        await using var rig = await Rig.StartAsync(Failing(status, Error, retryAfter));

        using var response = await rig.ChatAsync(Rig.HelloStream);

        Assert.Equal((expected, code), await response.CodeAsync());
        Assert.Equal(expectedRetry, response.Header("Retry-After"));
        Assert.Contains("of the upstream", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.All(rig.Upstream.Requests, request => Assert.Equal(rig.Upstream.Requests[0].Text, request.Text));
    }

    [Theory]
    [InlineData("/elsewhere", "answered HTTP 307; redirects are not followed")]
    [InlineData("https://other.example/v1?key=x", "a redirect to other.example:443")]
    public async Task Chat_Redirect_IsToldWithTheHostItNames(string? location, string told)
    {
        await using var rig = await Rig.StartAsync(context =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = location;
            return Task.CompletedTask;
        });

        using var response = await rig.ChatAsync(Rig.Hello);

        Assert.Equal((502, "upstream_invalid_response"), await response.CodeAsync());
        var words = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(told, words, StringComparison.Ordinal);
        Assert.DoesNotContain("key=x", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "bad_request")]
    [InlineData(404, "model_not_found")]
    [InlineData(429, "rate_limit_exceeded")]
    public async Task Chat_Upstream4xxWithoutABody_IsToldInOurWords(int status, string code)
    {
        await using var rig = await Rig.StartAsync(Failing(status, string.Empty, "13"));

        using var response = await rig.ChatAsync(Rig.Hello);

        Assert.Equal((status, code), await response.CodeAsync());
    }

    [Theory]
    [InlineData(400, Rig.Secret)]
    [InlineData(500, Rig.Secret)]
    [InlineData(401, Rig.Secret)]
    [InlineData(400, "sk\\u002dupstream-0123456789")]
    [InlineData(500, "sk\\u002Dupstream-0123456789")]
    public async Task Chat_UpstreamErrorThatEchoesTheKey_IsMasked(int status, string echo)
    {
        await using var rig = await Rig.StartAsync(Failing(status, $$$"""{"error":{"message":"Bad key {{{echo}}}.","code":"{{{echo}}}"}}""", null));

        using var response = await rig.ChatAsync(Rig.Hello);

        var error = (await response.JsonAsync()).GetProperty("error");
        Assert.Contains("***", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("upstream-0123456789", error.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(rig.Server.Log.Lines, static line => line.Contains("upstream-0123456789", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stream_ErrorEventThatEchoesTheKey_IsReplacedByOurs()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysStream(Piece, "data: {\"error\":{\"message\":\"Bad key sk\\u002dupstream-0123456789\"}}\n\n"));

        using var response = await rig.ChatAsync(Rig.HelloStream);

        var events = await response.EventsAsync();
        Assert.Equal(2, events.Length);
        Assert.NotNull(AnswerReading.ErrorCode(events[^1]));
        Assert.DoesNotContain("upstream-0123456789", events[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_ErrorEventOfTheUpstream_PassesOnceAndAsItIs()
    {
        const string Failed = "data: {\"error\":{\"message\":\"out of memory\"}}\n\n";
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysStream(Piece, Failed));

        using var response = await rig.ChatAsync(Rig.HelloStream);

        Assert.Equal(Piece + Failed, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static RequestDelegate Failing(int status, string body, string? retryAfter) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers.RetryAfter = retryAfter;
        context.Response.Headers.SetCookie = "a=b";
        return context.Response.WriteAsync(body);
    };
}
