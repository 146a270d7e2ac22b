using System.Text.Json;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Catalog;

/// <summary><c>GET /v1/models</c> and <c>GET /v1/models/{id}</c>.</summary>
internal static class ModelsEndpoint
{
    // 2024-01-01: a model's age does not depend on when the simulator was started.
    private const long Created = 1_704_067_200;

    internal static Task ListAsync(Exchange exchange) => exchange.WriteJsonAsync(200, new JsonBody(json =>
    {
        json.WriteStartObject();
        json.WriteString("object", "list");
        json.WriteStartArray("data");
        foreach (string model in exchange.Options.Models ?? [])
        {
            WriteModel(json, model);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }));

    internal static Task GetAsync(Exchange exchange, string encoded)
    {
        // The web server decodes a path but for the slash.
        string id = encoded.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        if (!IsOffered(exchange.Options, id))
        {
            throw new RefusedException(new ApiError(
                404, $"The model '{id}' does not exist", ApiError.InvalidRequest, "model", "model_not_found"));
        }

        return exchange.WriteJsonAsync(200, new JsonBody(json => WriteModel(json, id)));
    }

    /// <summary>The request's model, which must be on offer.</summary>
    internal static string RequiredModel(JsonElement body, SimulatorOptions options)
    {
        if (body.OptionalString("model", "model") is not { Length: > 0 } model)
        {
            throw new RefusedException(ApiError.BadRequest("you must provide a model parameter"));
        }

        return Offered(model, options);
    }

    /// <summary>The model, which must be on offer.</summary>
    internal static string Offered(string model, SimulatorOptions options) =>
        IsOffered(options, model) ? model : throw new RefusedException(StatusErrors.UnknownModel(model));

    /// <summary>The request's model, which must be on offer, or the vendor's usual one when it names none.</summary>
    internal static string OptionalModel(JsonElement body, SimulatorOptions options, string otherwise) =>
        body.OptionalString("model", "model") is { Length: > 0 } model ? Offered(model, options) : otherwise;

    private static bool IsOffered(SimulatorOptions options, string model) =>
        options.Models is not { Count: > 0 } models || models.Contains(model, StringComparer.Ordinal);

    private static void WriteModel(Utf8JsonWriter json, string id)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("object", "model");
        json.WriteNumber("created", Created);
        json.WriteString("owned_by", "fairlead-simulator");
        json.WriteEndObject();
    }
}
