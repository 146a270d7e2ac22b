using System.Text.Json;
using Fairlead.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Server.Tests.Documentation;

public sealed class ApiDescriptionTests
{
    [Fact]
    public async Task OpenApi_HasExactlyTheRoutesThatThereAre()
    {
        await using var server = await TestServer.StartAsync();
        var document = await server.Anonymous.GetJsonAsync("/openapi/v1.json");
        var described = document.GetProperty("paths").EnumerateObject()
            .SelectMany(static path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}")).Order(StringComparer.Ordinal);

        var routes = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(static route => route.RoutePattern.RawText!.StartsWith("/v1", StringComparison.Ordinal) || route.RoutePattern.RawText.StartsWith("/health", StringComparison.Ordinal))
            .SelectMany(static route => route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {PathOf(route)}")).Order(StringComparer.Ordinal);

        Assert.Equal(routes, described);
    }

    [Fact]
    public async Task OpenApi_DescribesABodyByTheSchemaThatChecksIt()
    {
        await using var server = await TestServer.StartAsync();
        var document = await server.Anonymous.GetJsonAsync("/openapi/v1.json");

        var schema = document.GetProperty("paths").GetProperty("/v1/organization/secrets").GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");

        Assert.Equal("^[A-Za-z0-9-_]*$", schema.GetProperty("properties").GetProperty("secretName").GetProperty("pattern").GetString());
        Assert.Equal(JsonValueKind.Array, schema.GetProperty("required").ValueKind);
    }

    [Fact]
    public async Task OpenApi_DescribesAnAnswerByWhatIsWritten()
    {
        await using var server = await TestServer.StartAsync();
        var document = await server.Anonymous.GetJsonAsync("/openapi/v1.json");
        (string Path, string Method, string Status, string Member)[] cases =
        [
            ("/v1/auth/access_token", "post", "200", "accessToken"), ("/v1/organization/secrets", "get", "200", "secrets"), ("/v1/llm-providers", "get", "200", "result"),
            ("/v1/ai/invoke/{id}", "get", "200", "result"), ("/v1/quota/ai-invocations", "get", "200", "monthlyQuotaUsage"), ("/v1/ai/invoke", "post", "422", "error"),
        ];

        Assert.All(cases, test => Assert.Contains(
            test.Member, Schema(document, document.GetProperty("paths").GetProperty(test.Path).GetProperty(test.Method).GetProperty("responses").GetProperty(test.Status)).GetProperty("properties").EnumerateObject().Select(static member => member.Name)));
        Assert.Equal(["ok", "error", "message"], Required(document, "ErrorEnvelope"));
        Assert.Equal(["secretName", "createdAt", "updatedAt"], Required(document, "Secret"));
        var schemas = document.GetProperty("components").GetProperty("schemas");
        Assert.Contains("invocationIdentifier", schemas.GetProperty("GetInvocationState").GetProperty("properties").EnumerateObject().Select(static member => member.Name));
        Assert.Contains("\"Admin\"", schemas.GetProperty("App").GetRawText() + schemas.GetProperty("Role").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenApi_EveryOperation_HasANameItsPathParametersAndItsFailures()
    {
        await using var server = await TestServer.StartAsync();
        var document = await server.Anonymous.GetJsonAsync("/openapi/v1.json");
        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(static path => path.Value.EnumerateObject().Select(operation => (Path: path.Name, Operation: operation.Value))).ToList();

        Assert.Equal(operations.Count, operations.Select(static entry => entry.Operation.GetProperty("operationId").GetString()).Distinct(StringComparer.Ordinal).Count());
        Assert.All(operations, static entry => Assert.Equal(
            entry.Path.Split('{').Skip(1).Select(static part => part.Split('}')[0]),
            Members(entry.Operation, "parameters").Where(static parameter => parameter.GetProperty("in").GetString() == "path").Select(static parameter => parameter.GetProperty("name").GetString()!)));
        Assert.All(operations.Where(static entry => entry.Path.StartsWith("/v1", StringComparison.Ordinal)), static entry =>
        {
            Assert.True(entry.Operation.GetProperty("responses").TryGetProperty("401", out _), entry.Path);
            string[] expected = entry.Operation.TryGetProperty("requestBody", out _) ? ["400", "413"] : [];
            Assert.All(expected, status => Assert.True(entry.Operation.GetProperty("responses").TryGetProperty(status, out _), $"{entry.Path} {status}"));
        });
        Assert.All(operations.Where(static entry => entry.Path is "/v1/auth/access_token" or "/health/live" or "/health/ready"), static entry =>
            Assert.Equal(0, entry.Operation.GetProperty("security").GetArrayLength()));
        Assert.All(operations.Where(static entry => entry.Path is "/v1/chat/completions" or "/v1/llm-providers"), static entry => Assert.False(entry.Operation.TryGetProperty("security", out _)));
    }

    private static List<JsonElement> Members(JsonElement operation, string name) => operation.TryGetProperty(name, out var list) ? [.. list.EnumerateArray()] : [];

    private static IEnumerable<string?> Required(JsonElement document, string schema) =>
        document.GetProperty("components").GetProperty("schemas").GetProperty(schema).GetProperty("required").EnumerateArray().Select(static name => name.GetString());

    private static JsonElement Schema(JsonElement document, JsonElement response)
    {
        var schema = response.GetProperty("content").GetProperty("application/json").GetProperty("schema");
        return schema.TryGetProperty("$ref", out var reference) ? document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]) : schema;
    }

    [Fact]
    public async Task Docs_ServesAPage()
    {
        await using var server = await TestServer.StartAsync();

        using var response = await server.Anonymous.GetAsync(new Uri("/docs", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
    }

    private static string PathOf(RouteEndpoint route) => "/" + string.Join('/', route.RoutePattern.RawText!.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(static part => part.Replace("**", string.Empty, StringComparison.Ordinal)));
}
