using System.Globalization;
using System.Text.Json;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>Options by .NET's configuration names.</summary>
internal static class FlatOptions
{
    /// <summary>Flattens the part of a document; undefined is nothing.</summary>
    public static IReadOnlyDictionary<string, string?> Of(JsonElement options)
    {
        var flat = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (options.ValueKind == JsonValueKind.Object)
        {
            Flatten(options, string.Empty, flat);
        }

        return flat;
    }

    private static void Flatten(JsonElement element, string prefix, Dictionary<string, string?> flat)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    Flatten(member.Value, prefix.Length == 0 ? member.Name : $"{prefix}:{member.Name}", flat);
                }

                break;
            case JsonValueKind.Array:
                foreach (var (index, item) in element.EnumerateArray().Index())
                {
                    Flatten(item, string.Create(CultureInfo.InvariantCulture, $"{prefix}:{index}"), flat);
                }

                break;
            default:
                flat[prefix] = element.ToString();
                break;
        }
    }
}
