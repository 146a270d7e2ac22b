namespace Fairlead.Gateway.Catalog;

/// <summary>What is asked of a model. The names, in camel case, are those of <c>operations</c> in a provider's models.</summary>
public enum Operation
{
    /// <summary><c>POST /chat/completions</c>: OpenAI's Chat.</summary>
    Chat,

    /// <summary><c>POST /embeddings</c></summary>
    Embeddings,

    /// <summary><c>POST /responses</c>: OpenAI's Responses.</summary>
    Responses,

    /// <summary><c>POST /responses/compact</c>: OpenAI's compaction of a conversation.</summary>
    Compaction,

    /// <summary><c>POST /messages</c>: Anthropic's Messages.</summary>
    Messages,

    /// <summary><c>POST /messages/count_tokens</c>: Anthropic's count.</summary>
    CountTokens,

    /// <summary><c>POST /completions</c>: OpenAI's legacy completions.</summary>
    Completions,

    /// <summary><c>POST /images/…</c></summary>
    Images,

    /// <summary><c>POST /audio/…</c></summary>
    Audio,

    /// <summary><c>POST /moderations</c></summary>
    Moderations,

    /// <summary><c>POST /rerank</c></summary>
    Rerank,

    /// <summary><c>/files</c>: asks no model.</summary>
    Files,

    /// <summary><c>/batches</c>: asks no model by itself.</summary>
    Batches,
}
