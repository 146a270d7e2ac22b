namespace Fairlead.Protocols.OpenAI;

/// <summary>
/// The top-level fields of a request body, in OpenAI's or Anthropic's dialects, that a gateway reads or may have to take out.
/// Everything else is never looked at. Source: https://platform.openai.com/docs/api-reference/chat/create
/// </summary>
public enum RequestField
{
    /// <summary><c>model</c></summary>
    Model,

    /// <summary><c>stream</c></summary>
    Stream,

    /// <summary><c>stream_options</c></summary>
    StreamOptions,

    /// <summary><c>messages</c> (chat)</summary>
    Messages,

    /// <summary><c>input</c> (embeddings)</summary>
    Input,

    /// <summary><c>temperature</c></summary>
    Temperature,

    /// <summary><c>top_p</c></summary>
    TopP,

    /// <summary><c>seed</c></summary>
    Seed,

    /// <summary><c>stop</c></summary>
    Stop,

    /// <summary><c>tools</c></summary>
    Tools,

    /// <summary><c>tool_choice</c></summary>
    ToolChoice,

    /// <summary><c>functions</c>, the deprecated form of <c>tools</c></summary>
    Functions,

    /// <summary><c>function_call</c>, the deprecated form of <c>tool_choice</c></summary>
    FunctionCall,

    /// <summary><c>parallel_tool_calls</c></summary>
    ParallelToolCalls,

    /// <summary><c>reasoning_effort</c></summary>
    ReasoningEffort,

    /// <summary><c>reasoning</c>, as several compatible servers spell it</summary>
    Reasoning,

    /// <summary><c>response_format</c></summary>
    ResponseFormat,

    /// <summary><c>system</c> (Messages)</summary>
    System,

    /// <summary><c>stop_sequences</c> (Messages)</summary>
    StopSequences,

    /// <summary><c>thinking</c> (Messages)</summary>
    Thinking,

    /// <summary><c>output_format</c> (Messages)</summary>
    OutputFormat,

    /// <summary><c>output_config</c> (Messages)</summary>
    OutputConfig,

    /// <summary><c>instructions</c> (Responses)</summary>
    Instructions,

    /// <summary><c>text</c> (Responses)</summary>
    Text,

    /// <summary><c>previous_response_id</c> (Responses)</summary>
    PreviousResponseId,

    /// <summary><c>store</c> (Responses)</summary>
    Store,

    /// <summary><c>prompt_cache_key</c>: requests with the same one begin alike</summary>
    PromptCacheKey,
}
