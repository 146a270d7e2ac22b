namespace Fairlead.Server.Import.Providers;

/// <summary>How a vendor is spoken to, which decides the provider's type.</summary>
internal enum VendorKind
{
    /// <summary>OpenAI itself, or a server under its name.</summary>
    OpenAI,

    /// <summary>OpenAI's models in Azure.</summary>
    Azure,

    /// <summary>Whatever else Microsoft Foundry serves.</summary>
    Foundry,

    /// <summary>Anthropic itself.</summary>
    Anthropic,

    /// <summary>Amazon Bedrock.</summary>
    Bedrock,

    /// <summary>Google's Vertex AI.</summary>
    Vertex,

    /// <summary>Google's Gemini API.</summary>
    Gemini,

    /// <summary>A server that follows OpenAI's API.</summary>
    Compatible,
}
