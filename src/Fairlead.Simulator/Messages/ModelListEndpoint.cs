using System.Globalization;
using System.Text.Json;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Messages;

/// <summary><c>GET /v1/models</c> and <c>GET /v1/models/{id}</c> in Anthropic's shape.
/// https://platform.claude.com/docs/en/api/models-list</summary>
internal static class ModelListEndpoint
{
    internal static Task ListAsync(Exchange exchange)
    {
        IReadOnlyList<string> all = exchange.Options.Models ?? [];
        int limit = Limit(exchange.Query["limit"]);
        string? before = exchange.Query["before_id"];
        string? after = exchange.Query["after_id"];
        string[] rest = before is null
            ? [.. all.Skip(after is null ? 0 : Place(all, after, "after_id") + 1)]
            : [.. all.Take(Place(all, before, "before_id"))];
        string[] page = before is null ? [.. rest.Take(limit)] : [.. rest.TakeLast(limit)];
        return MessagesResponse.WriteAsync(exchange, 200, new JsonBody(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("data");
            foreach (string model in page)
            {
                WriteModel(json, model);
            }

            json.WriteEndArray();
            json.WriteBoolean("has_more", page.Length < rest.Length);
            json.WriteString("first_id", page.FirstOrDefault());
            json.WriteString("last_id", page.LastOrDefault());
            json.WriteEndObject();
        }));
    }

    internal static Task GetAsync(Exchange exchange, string encoded)
    {
        // The web server decodes a path but for the slash.
        string id = encoded.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        return exchange.Options.Models is not { Count: > 0 } models || models.Contains(id, StringComparer.Ordinal)
            ? MessagesResponse.WriteAsync(exchange, 200, new JsonBody(json => WriteModel(json, id)))
            : throw new RefusedException(MessagesErrors.UnknownModel(id));
    }

    private static int Limit(string? text) => text is null ? 20
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit is >= 1 and <= 1000 ? limit
        : throw MessagesErrors.Refuse("limit: Input should be a valid integer between 1 and 1000");

    private static int Place(IReadOnlyList<string> all, string id, string parameter)
    {
        int at = all.ToList().IndexOf(id);
        return at >= 0 ? at : throw MessagesErrors.Refuse($"{parameter}: '{id}' is not the id of a model");
    }

    private static void WriteModel(Utf8JsonWriter json, string id)
    {
        json.WriteStartObject();
        json.WriteString("type", "model");
        json.WriteString("id", id);
        json.WriteString("display_name", id);
        json.WriteString("created_at", "2024-01-01T00:00:00Z");
        json.WriteString("lifecycle", "active");
        json.WriteNumber("max_input_tokens", 200_000);
        json.WriteNumber("max_tokens", 64_000);
        json.WriteEndObject();
    }
}
