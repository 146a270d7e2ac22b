using System.Globalization;
using System.Text.Json;
using Fairlead.Gateway.Catalog;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Endpoints;

/// <summary>The models in Anthropic's shape, in pages. Source: https://docs.anthropic.com/en/api/models-list</summary>
internal static class AnthropicModels
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 1000;

    /// <summary>Writes a page: <c>limit</c> models (1 to 1,000, by default 20) after <c>after_id</c> or before <c>before_id</c>.</summary>
    public static void WriteList(Utf8JsonWriter writer, IEnumerable<ListedModel> listed, IQueryCollection query)
    {
        var limit = int.TryParse(query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, MaxLimit) : DefaultLimit;
        var models = listed.ToList();
        var isBackwards = query.ContainsKey("before_id");
        var edge = models.FindIndex(model => model.Name == query[isBackwards ? "before_id" : "after_id"]);
        var last = isBackwards && edge >= 0 ? edge : models.Count;
        var first = isBackwards ? Math.Max(0, last - limit) : edge + 1;
        var page = models[first..Math.Min(first + limit, last)];
        writer.WriteStartObject();
        writer.WriteStartArray("data");
        foreach (var (name, deployment) in page)
        {
            WriteModel(writer, name, deployment);
        }

        writer.WriteEndArray();
        writer.WriteBoolean("has_more", isBackwards ? first > 0 : first + page.Count < models.Count);
        writer.WriteString("first_id", page.Count > 0 ? page[0].Name : null);
        writer.WriteString("last_id", page.Count > 0 ? page[^1].Name : null);
        writer.WriteEndObject();
    }

    /// <summary>Writes a model. Anthropic's clients demand a <c>lifecycle</c>, and that of what is listed here is not known to end.</summary>
    public static void WriteModel(Utf8JsonWriter writer, string name, Deployment deployment)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "model");
        writer.WriteString("id", name);
        writer.WriteString("display_name", deployment.DisplayName ?? deployment.Model);
        writer.WriteString("created_at", deployment.Provider.CreatedAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        writer.WriteString("lifecycle", "active");
        if (deployment.ContextWindow is { } window)
        {
            writer.WriteNumber("max_input_tokens", window);
        }

        writer.WriteEndObject();
    }
}
