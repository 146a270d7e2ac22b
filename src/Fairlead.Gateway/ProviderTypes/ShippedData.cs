using System.Text.Json;

namespace Fairlead.Gateway.ProviderTypes;

/// <summary>Data files that are part of the assembly.</summary>
internal static class ShippedData
{
    /// <summary>Reads a file of this folder.</summary>
    public static JsonElement Read(string name)
    {
        using var stream = typeof(ShippedData).Assembly.GetManifestResourceStream($"Fairlead.Gateway.ProviderTypes.{name}")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
