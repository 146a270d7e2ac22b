using System.Buffers;
using System.Text.Json;
using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Endpoints;

/// <summary>
/// <c>GET /v1/models</c> and <c>GET /v1/models/{id}</c>: bare names for the default provider, <c>provider/model</c> for the others.
/// A client that sends <c>anthropic-version</c> gets them in Anthropic's shape. Source: https://platform.openai.com/docs/api-reference/models
/// </summary>
internal sealed class ListModels(KeyAuthentication authentication, ModelCatalog catalog)
{
    public async Task ListAsync(HttpContext context)
    {
        if (await IsAdmittedAsync(context))
        {
            var snapshot = catalog.Current;
            await WriteAsync(context, ErrorWriter.SpeaksAnthropic(context.Request)
                ? writer => AnthropicModels.WriteList(writer, snapshot, context.Request.Query)
                : writer => WriteList(writer, snapshot));
        }
    }

    public async Task GetAsync(HttpContext context)
    {
        if (!await IsAdmittedAsync(context))
        {
            return;
        }

        // Kestrel unescapes a path but for %2F (RFC 3986, section 2.2), which is done here.
        var name = ((string)context.Request.RouteValues["id"]!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        var snapshot = catalog.Current;
        if (snapshot.Find(name) is not { } route)
        {
            await ErrorWriter.WriteAsync(context, GatewayErrors.ModelNotFound(name));
        }
        else if (route.Deployments.FirstOrDefault(static place => place.IsEnabled)?.Deployment is not { } deployment)
        {
            await ErrorWriter.WriteAsync(context, RouteRefusals.Disabled(route));
        }
        else
        {
            await WriteAsync(context, ErrorWriter.SpeaksAnthropic(context.Request)
                ? writer => AnthropicModels.WriteModel(writer, name, deployment)
                : writer => WriteModel(writer, name, deployment));
        }
    }

    private async ValueTask<bool> IsAdmittedAsync(HttpContext context)
    {
        if (await authentication.AuthenticateAsync(context.Request, context.RequestAborted) is not null)
        {
            return true;
        }

        await ErrorWriter.WriteAsync(context, GatewayErrors.Unauthorized);
        return false;
    }

    private static Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = buffer.WrittenCount;
        return context.Response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted).AsTask();
    }

    private static void WriteList(Utf8JsonWriter writer, CatalogSnapshot snapshot)
    {
        writer.WriteStartObject();
        writer.WriteString("object", "list");
        writer.WriteStartArray("data");
        foreach (var (name, deployment) in snapshot.Listed)
        {
            WriteModel(writer, name, deployment);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteModel(Utf8JsonWriter writer, string name, Deployment deployment)
    {
        writer.WriteStartObject();
        writer.WriteString("id", name);
        writer.WriteString("object", "model");
        writer.WriteNumber("created", deployment.Provider.CreatedAt.ToUnixTimeSeconds());
        writer.WriteString("owned_by", deployment.Provider.Identifier);
        writer.WriteEndObject();
    }
}
