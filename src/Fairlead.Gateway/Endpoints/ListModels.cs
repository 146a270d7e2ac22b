using System.Buffers;
using System.Text.Json;
using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Endpoints;

/// <summary>
/// <c>GET /v1/models</c> and <c>GET /v1/models/{id}</c>: bare names for the default provider, <c>provider/model</c> for the others;
/// of all of them those that the caller may use.
/// A client that sends <c>anthropic-version</c> gets them in Anthropic's shape. Source: https://platform.openai.com/docs/api-reference/models
/// </summary>
internal sealed class ListModels(KeyAuthentication authentication, ModelCatalog catalog)
{
    public async Task ListAsync(HttpContext context)
    {
        if (await AdmitAsync(context) is { } caller)
        {
            var models = ModelsOf(catalog.Current, caller);
            await WriteAsync(context, ErrorWriter.SpeaksAnthropic(context.Request)
                ? writer => AnthropicModels.WriteList(writer, models, context.Request.Query)
                : writer => WriteList(writer, models));
        }
    }

    public async Task GetAsync(HttpContext context)
    {
        if (await AdmitAsync(context) is not { } caller)
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
        else if (caller.Models?.Allows(route, snapshot) == false)
        {
            await ErrorWriter.WriteAsync(context, GatewayErrors.ModelNotAllowed(name));
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

    private static IEnumerable<ListedModel> ModelsOf(CatalogSnapshot snapshot, Principal caller) =>
        caller.Models is not { } allowed ? snapshot.Listed : snapshot.Listed.Where(model => snapshot.Find(model.Name) is { } route && allowed.Allows(route, snapshot));

    private async ValueTask<Principal?> AdmitAsync(HttpContext context)
    {
        var caller = await authentication.AuthenticateAsync(context.Request, context.RequestAborted);
        if (caller is null)
        {
            await ErrorWriter.WriteAsync(context, GatewayErrors.Unauthorized);
        }

        return caller;
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

    private static void WriteList(Utf8JsonWriter writer, IEnumerable<ListedModel> models)
    {
        writer.WriteStartObject();
        writer.WriteString("object", "list");
        writer.WriteStartArray("data");
        foreach (var (name, deployment) in models)
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
