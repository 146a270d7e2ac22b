using System.Net.Http.Headers;
using System.Text;
using Fairlead.Testing;

namespace Fairlead.Server.Tests.Platform.Http;

public sealed class EnvelopeTests
{
    private const string Apps = "/v1/apps";

    [Theory]
    [InlineData("""{"name": "x",""")]
    [InlineData("{'name': 'x'}")]
    [InlineData("""{"name": "x"} {}""")]
    [InlineData("{/**/}")]
    [InlineData("not json")]
    [InlineData("")]
    public async Task Body_ThatIsNotJson_Is400(string body)
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.Admin.SendContentAsync("POST", Apps, Json(body));

        Assert.Equal((400, "bad_request", false), (reply.Status, reply.Error, reply.Json.GetProperty("ok").GetBoolean()));
        Assert.False(reply.Json.TryGetProperty("details", out _));
    }

    [Fact]
    public async Task Body_WithSeveralProblems_NamesThemAllAtOnce()
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.Admin.SendAsync("POST", "/v1/agents", new { identifier = "two words", titel = "x", properties = new { prompt = "", status = "asleep", tools = new object[] { "a", 1 } } });

        Assert.Equal((422, "invalid_request"), (reply.Status, reply.Error));
        Assert.Equal(["identifier", "properties.prompt", "properties.status", "properties.tools[1]", "titel"], reply.ProblemPaths.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("1")]
    public async Task Body_ThatIsNoObject_Is422(string body)
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.Admin.SendContentAsync("POST", Apps, Json(body));

        Assert.Equal((422, "invalid_request"), (reply.Status, reply.Error));
    }

    [Theory]
    [InlineData(false, (1 << 20) + 1, 413)]
    [InlineData(true, (1 << 20) + 1, 413)]
    [InlineData(false, 1 << 20, 422)]
    [InlineData(true, (1 << 20) - 4096, 422)] // The frames of the chunks count as well.
    public async Task Body_AroundAMebibyte_Is413OnlyAboveIt(bool isChunked, int length, int status)
    {
        await using var server = await TestServer.StartAsync();
        var frame = """{"name": "", "role": "Admin"}""".Length;
        using var content = Json($$"""{"name": "{{new string('x', length - frame)}}", "role": "Admin"}""");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Apps, UriKind.Relative)) { Content = content };
        request.Headers.TransferEncodingChunked = isChunked;

        using var response = await server.Admin.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 413 ? "payload_too_large" : "invalid_request", (await response.JsonAsync()).GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("text/plain", null)]
    [InlineData("application/x-www-form-urlencoded", null)]
    [InlineData("application/json", "gzip")]
    public async Task Body_OfAnotherMediaType_Is415(string contentType, string? encoding)
    {
        await using var server = await TestServer.StartAsync();
        using var content = Json("""{"name": "x", "role": "Admin"}""");
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        var reply = await server.Admin.SendContentAsync("POST", Apps, content);

        Assert.Equal((415, "unsupported_media_type"), (reply.Status, reply.Error));
    }

    [Theory]
    [InlineData("GET", "/nowhere", 404, "not_found")]
    [InlineData("POST", "/v1/nowhere", 404, "not_found")]
    [InlineData("DELETE", "/v1/apps", 405, "method_not_allowed")]
    [InlineData("PATCH", "/v1/llm-providers/x", 405, "method_not_allowed")]
    public async Task Route_ThatDoesNotExist_IsAnsweredInTheEnvelope(string method, string path, int status, string error)
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.Admin.SendAsync(method, path);

        Assert.Equal((status, error), (reply.Status, reply.Error));
        Assert.Contains(path, reply.Json.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/v1/llm-providers?validate_connection=banana", "validate_connection")]
    [InlineData("PUT", "/v1/llm-providers/x?validate_connection=banana", "validate_connection")]
    [InlineData("DELETE", "/v1/llm-providers/x?force=banana", "force")]
    [InlineData("GET", "/v1/apps?limit=banana", "limit")]
    public async Task QueryParameter_OfAWrongType_Is422ByItsName(string method, string path, string name)
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.Admin.SendAsync(method, path, method switch { "POST" => new { provider = "openai", config = new { } }, "PUT" => new { enabled = true }, _ => (object?)null });

        Assert.Equal((422, "invalid_request"), (reply.Status, reply.Error));
        Assert.Equal([name], reply.ProblemPaths);
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
