namespace Fairlead.Conformance.Tests.Providers;

/// <summary>What an upstream speaks.</summary>
internal enum UpstreamDialect
{
    /// <summary>OpenAI's: Chat and Responses.</summary>
    OpenAI,

    /// <summary>Anthropic's Messages.</summary>
    Messages,

    /// <summary>Gemini's GenerateContent.</summary>
    Gemini,

    /// <summary>Bedrock's Converse.</summary>
    Converse,
}
