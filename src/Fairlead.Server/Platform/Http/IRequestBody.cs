using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Platform.Http;

/// <summary>A request body with its schema: what the route checks and what the API description shows.</summary>
internal interface IRequestBody
{
    static abstract Schema Schema { get; }

    /// <summary>What is wrong with a body beyond its schema, as far as the body itself shows it.</summary>
    static virtual IEnumerable<Problem> Check(SoundPart body) => [];
}
