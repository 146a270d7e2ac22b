using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fairlead.Server.Platform.Http;

/// <summary>JSON as the control plane writes it.</summary>
internal static class Wire
{
    /// <summary>camelCase, absent instead of null, no needless escapes.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Makes options write so: the API's description is derived from the framework's own.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.RespectNullableAnnotations = true;
        options.Converters.Add(new TimestampConverter());
        options.Converters.Add(new JsonStringEnumConverter());
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
