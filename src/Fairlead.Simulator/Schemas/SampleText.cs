using System.Text.Encodings.Web;
using System.Text.Json;

namespace Fairlead.Simulator.Schemas;

/// <summary>How generated JSON is written into an answer.</summary>
internal static class SampleText
{
    internal static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
