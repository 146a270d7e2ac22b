using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Platform.Http;

/// <summary>An endpoint's body schema, for the API description.</summary>
internal sealed record BodySchema(Schema Schema, string ContentType = "application/json");
