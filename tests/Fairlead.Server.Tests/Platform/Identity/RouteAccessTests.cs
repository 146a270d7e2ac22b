using Fairlead.Testing;

namespace Fairlead.Server.Tests.Platform.Identity;

/// <summary>Who may call what, asked of every route that the running server has: a new one cannot be forgotten.</summary>
public sealed class RouteAccessTests
{
    private static readonly string[] Gateway =
    [
        "POST /v1/chat/completions", "POST /v1/embeddings", "POST /v1/responses", "POST /v1/responses/compact", "GET /v1/responses/{id}", "DELETE /v1/responses/{id}", "POST /v1/responses/{id}/cancel",
        "GET /v1/responses/{id}/input_items", "POST /v1/messages", "POST /v1/messages/count_tokens", "GET /v1/models", "GET /v1/models/{**id}",
        "POST /v1/completions", "POST /v1/moderations", "POST /v1/rerank", "POST /v1/images/generations", "POST /v1/images/edits", "POST /v1/images/variations",
        "POST /v1/audio/speech", "POST /v1/audio/transcriptions", "POST /v1/audio/translations", "POST /v1/files", "GET /v1/files", "GET /v1/files/{id}", "DELETE /v1/files/{id}",
        "GET /v1/files/{id}/content", "POST /v1/batches", "GET /v1/batches", "GET /v1/batches/{id}", "POST /v1/batches/{id}/cancel",
    ];

    private static readonly string[] Open = ["POST /v1/auth/access_token", "GET /health/live", "GET /health/ready", "GET /openapi/{documentName}.json"];

    private static readonly string[] Members =
    [
        "GET /v1/llm-providers", "GET /v1/llm-providers/defaults", "GET /v1/agents", "POST /v1/ai/invoke", "GET /v1/ai/invoke/{id}",
        "GET /v1/ai/invocations", "POST /v1/agent/{id}/invoke", "GET /v1/quota/ai-invocations",
    ];

    [Fact]
    public async Task Routes_ThatAreOpen_AreTheGatewaysWhichAdmitsItselfAndTheFewThatMustBe()
    {
        await using var server = await TestServer.StartAsync();

        var open = MappedRoute.Of(server).Where(static route => route.IsOpen && !route.Template.StartsWith("/docs", StringComparison.Ordinal)).Select(static route => route.ToString());

        Assert.Equal(Gateway.Concat(Open).Order(StringComparer.Ordinal), open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Routes_OfTheControlPlaneWithoutAToken_Are401()
    {
        await using var server = await TestServer.StartAsync();
        var routes = MappedRoute.Of(server).Where(static route => !route.IsOpen).ToList();
        Assert.True(routes.Count >= 25, $"There are only {routes.Count} routes.");

        await AssertAllAsync(server.Anonymous, routes, static (_, reply) => reply is { Status: 401, Error: "unauthorized" } && reply.Headers.WwwAuthenticate.ToString() == "Bearer");
    }

    [Fact]
    public async Task Routes_OfTheGatewayWithoutAKey_Are401InOpenAIsShape()
    {
        await using var server = await TestServer.StartAsync();
        var routes = MappedRoute.Of(server).Where(static route => Gateway.Contains(route.ToString()));

        await AssertAllAsync(server.Anonymous, [.. routes], static (_, reply) => reply.Status == 401 && reply.Json.GetProperty("error").GetProperty("message").GetString()!.Length > 0);
    }

    [Fact]
    public async Task Routes_OfAdministratorsAsAMember_Are403ByTheRightName()
    {
        await using var server = await TestServer.StartAsync();
        var routes = MappedRoute.Of(server).Where(static route => !route.IsOpen && !Members.Contains(route.ToString())).ToList();
        Assert.True(routes.Count >= 19, $"There are only {routes.Count} routes of administrators.");

        await AssertAllAsync(await server.ClientOfAsync("Member"), routes, static (route, reply) =>
            reply.Status == 403 && reply.Error == (route.Template.StartsWith("/v1/llm-providers", StringComparison.Ordinal) ? "llm_provider_manage_forbidden" : "forbidden"));
    }

    [Fact]
    public async Task Routes_OfMembersAsAMember_LetHimIn()
    {
        await using var server = await TestServer.StartAsync();
        var routes = MappedRoute.Of(server).Where(static route => Members.Contains(route.ToString())).ToList();
        Assert.Equal(Members.Length, routes.Count);

        await AssertAllAsync(await server.ClientOfAsync("Member"), routes, static (_, reply) => reply.Status is not (401 or 403));
    }

    [Fact]
    public async Task Routes_AsAnAdministrator_LetHimIn()
    {
        await using var server = await TestServer.StartAsync();
        var routes = MappedRoute.Of(server).Where(static route => !route.IsOpen).ToList();

        await AssertAllAsync(server.Admin, routes, static (_, reply) => reply.Status is not (401 or 403));
    }

    // With no body at all: who may not come in is told so before anything is read.
    private static async Task AssertAllAsync(HttpClient client, IReadOnlyList<MappedRoute> routes, Func<MappedRoute, Reply, bool> isAsExpected)
    {
        var others = new List<string>();
        foreach (var route in routes)
        {
            var reply = await client.SendAsync(route.Method, route.Path);
            if (!isAsExpected(route, reply))
            {
                others.Add($"{route} answered {reply.Status} {reply.Text}");
            }
        }

        Assert.Empty(others);
    }
}
