namespace Fairlead.Simulator.Messages.Reading;

/// <summary>Which fields a request may and must have.</summary>
internal enum RequestForm
{
    /// <summary>A message on Anthropic's own API.</summary>
    Create,

    /// <summary>A message on Vertex AI: the model is in the path, the version in the body.</summary>
    VertexCreate,

    /// <summary>A count of tokens.</summary>
    Count,

    /// <summary>A count of tokens on Vertex AI, where the model is in the body.</summary>
    VertexCount,
}
