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
    public async Task Docs_ServesAPage()
    {
        await using var server = await TestServer.StartAsync();

        using var response = await server.Anonymous.GetAsync(new Uri("/docs", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
    }

    private static string PathOf(RouteEndpoint route) => "/" + string.Join('/', route.RoutePattern.RawText!.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(static part => part.Replace("**", string.Empty, StringComparison.Ordinal)));
}
