using System.Text.Json.Serialization;

namespace Fairlead.Gateway.ProviderTypes;

[JsonSerializable(typeof(string))]
internal sealed partial class ModelNameJson : JsonSerializerContext;
