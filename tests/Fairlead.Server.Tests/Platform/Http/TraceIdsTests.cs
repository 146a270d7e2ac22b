using Fairlead.Testing;

namespace Fairlead.Server.Tests.Platform.Http;

public sealed class TraceIdsTests
{
    private const string Id = "4bf92f3577b34da6a3ce929d0e0e4736";

    [Theory]
    [InlineData("GET", "/v1/apps", 200)]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("POST", "/v1/apps", 400)]
    [InlineData("DELETE", "/v1/apps", 405)]
    [InlineData("GET", "/v1/models", 200)]
    [InlineData("GET", "/v1/models/none", 404)]
    [InlineData("POST", "/v1/chat/completions", 400)]
    [InlineData("GET", "/health/live", 200)]
    public async Task TraceId_OfEveryAnswer_IsTheCallers(string method, string path, int status)
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.Admin.SendContentAsync(method, path, null, ("traceparent", $"00-{Id}-00f067aa0ba902b7-01"));

        Assert.Equal(status, reply.Status);
        Assert.Equal(Id, Assert.Single(reply.Headers.GetValues("x-trace-id")));
    }

    [Theory]
    [InlineData("/v1/apps")]
    [InlineData("/v1/models")]
    public async Task TraceId_OfARefusal_IsThere(string path)
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.Anonymous.SendAsync("GET", path);

        Assert.Equal(401, reply.Status);
        Assert.Matches("^[0-9a-f]{32}$", Assert.Single(reply.Headers.GetValues("x-trace-id")));
    }

    [Theory]
    [InlineData("00-00000000000000000000000000000000-00f067aa0ba902b7-01")]
    [InlineData("00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01")]
    [InlineData("ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more")]
    [InlineData("zz-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")]
    [InlineData("nonsense")]
    public async Task TraceId_OfAnInvalidTraceParent_IsANewOne(string traceParent)
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.Anonymous.SendContentAsync("GET", "/health/live", null, ("traceparent", traceParent));

        var id = Assert.Single(reply.Headers.GetValues("x-trace-id"));
        Assert.Matches("^[0-9a-f]{32}$", id);
        Assert.NotEqual(Id, id);
        Assert.NotEqual(new string('0', 32), id);
    }
}
