using System.Globalization;
using System.Text;
using System.Text.Json;
using Fairlead.Gateway.Routing;
using Fairlead.Server.Platform.Configuration;

namespace Fairlead.Server.Tests.Documentation;

/// <summary>Writes the reference page of the configuration file.</summary>
internal static class ConfigurationPage
{
    private const string Head = """
        # The configuration file

        Written from the code by `dotnet dev.cs docs`. [How it works](../operating.md#the-configuration-file). The settings of a provider (`config`) are those of its
        [type](providers.md); `managed` has those of `openai-compatible`. `NAME` stands for a name of yours.

        | field | type | default | meaning |
        |---|---|---|---|

        """;

    /// <summary>The page.</summary>
    public static string Write()
    {
        var page = new StringBuilder(Head);
        var schema = JsonSerializer.SerializeToElement(FileSchema.Document(ServerApp.Sections));
        foreach (var part in schema.GetProperty("properties").EnumerateObject())
        {
            switch (part.Name)
            {
                case "providers":
                    Row(page, part.Name, part.Value);
                    Members(page, "providers.NAME", JsonSerializer.SerializeToElement(FileSchema.Provider(FileSchema.Types.First(), isNamedAsType: true)));
                    break;
                case "routes":
                    Row(page, part.Name, part.Value);
                    Walk(page, "routes.NAME", RouteSchema.Schema.Source);
                    break;
                case "managed":
                    page.Append("| `managed` | object | | The deployment's own provider. |\n");
                    break;
                default:
                    Walk(page, part.Name, part.Value);
                    break;
            }
        }

        return page.ToString();
    }

    private static void Walk(StringBuilder page, string path, JsonElement schema)
    {
        Row(page, path, schema);
        Members(page, path, schema);
    }

    private static void Members(StringBuilder page, string path, JsonElement schema)
    {
        foreach (var member in schema.TryGetProperty("properties", out var members) ? members.EnumerateObject().AsEnumerable() : [])
        {
            if (member.Name == "config")
            {
                page.Append(CultureInfo.InvariantCulture, $"| `{path}.config` | object | | The type's settings. |\n");
            }
            else
            {
                Walk(page, member.Name == "type" ? $"{path}.type" : $"{path}.{member.Name}", member.Name == "type" ? TypeSchema : member.Value);
            }
        }

        if (schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.Object)
        {
            Walk(page, $"{path}.NAME", others);
        }

        if (schema.TryGetProperty("items", out var items) && items.TryGetProperty("properties", out _))
        {
            Members(page, $"{path}[]", items);
        }

        foreach (var form in schema.TryGetProperty("anyOf", out var forms) ? forms.EnumerateArray().AsEnumerable() : [])
        {
            Members(page, path, form);
        }
    }

    private static JsonElement TypeSchema =>
        JsonSerializer.SerializeToElement(new { @enum = FileSchema.Types.Select(static type => type.Name), description = "The provider type; the identifier when absent." });

    private static void Row(StringBuilder page, string path, JsonElement schema)
    {
        var description = schema.TryGetProperty("description", out var text) ? text.GetString() : string.Empty;
        var otherwise = schema.TryGetProperty("default", out var value) ? $"`{value.GetRawText()}`" : string.Empty;
        page.Append(CultureInfo.InvariantCulture, $"| `{path}` | {Kind(schema)} | {otherwise} | {description} |\n");
    }

    private static string Kind(JsonElement schema)
    {
        if (schema.TryGetProperty("enum", out var values))
        {
            return string.Join(", ", values.EnumerateArray().Select(static value => $"`{value.GetString()}`"));
        }

        if (schema.TryGetProperty("anyOf", out var forms))
        {
            return string.Join(" or ", forms.EnumerateArray().Select(Kind));
        }

        var type = schema.TryGetProperty("type", out var named) ? named.GetString()! : "object";
        var least = schema.TryGetProperty("minimum", out var minimum) ? $", from {minimum.GetRawText()}" : string.Empty;
        var most = schema.TryGetProperty("maximum", out var maximum) && maximum.GetDouble() < int.MaxValue ? $" to {maximum.GetRawText()}" : string.Empty;
        return type == "array" && schema.TryGetProperty("items", out var items) ? $"list of {Kind(items)}" : type + least + most;
    }
}
