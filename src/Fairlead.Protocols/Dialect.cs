namespace Fairlead.Protocols;

/// <summary>A wire format.</summary>
public enum Dialect
{
    /// <summary>OpenAI's Chat Completions. Source: https://platform.openai.com/docs/api-reference/chat</summary>
    Chat,

    /// <summary>OpenAI's Responses. Source: https://platform.openai.com/docs/api-reference/responses</summary>
    Responses,

    /// <summary>Anthropic's Messages. Source: https://docs.anthropic.com/en/api/messages</summary>
    Messages,

    /// <summary>Gemini's GenerateContent. Source: https://ai.google.dev/api/generate-content</summary>
    Gemini,

    /// <summary>Bedrock's Converse. Source: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html</summary>
    Converse,
}
