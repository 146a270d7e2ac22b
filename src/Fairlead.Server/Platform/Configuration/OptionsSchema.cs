using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>The schema of an options class: its properties, their types and their ranges, so that the file is checked against the very class that it fills.</summary>
internal static class OptionsSchema
{
    public static JsonObject Of(Type options)
    {
        var properties = new JsonObject();
        var fresh = Activator.CreateInstance(options)!;
        foreach (var property in options.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            properties.Add(JsonNamingPolicy.CamelCase.ConvertName(property.Name), OfProperty(property, property.GetValue(fresh)));
        }

        return new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
    }

    private static JsonObject OfProperty(PropertyInfo property, object? initial)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var schema = type switch
        {
            _ when type.IsEnum => new JsonObject { ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(static name => (JsonNode)JsonNamingPolicy.CamelCase.ConvertName(name))]) },
            _ when type == typeof(bool) => new JsonObject { ["type"] = "boolean" },
            _ when type == typeof(string) => new JsonObject { ["type"] = "string" },
            _ when type == typeof(double) => new JsonObject { ["type"] = "number" },
            _ when type.IsPrimitive => new JsonObject { ["type"] = "integer" },
            _ => new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } },
        };
        if (property.GetCustomAttribute<RangeAttribute>() is { } range)
        {
            schema["minimum"] = JsonSerializer.SerializeToNode(range.Minimum);
            schema["maximum"] = JsonSerializer.SerializeToNode(range.Maximum);
        }

        if (initial is string or Enum or ValueType)
        {
            schema["default"] = initial is Enum ? JsonNamingPolicy.CamelCase.ConvertName(initial.ToString()!) : JsonSerializer.SerializeToNode(initial);
        }

        return schema;
    }
}
