namespace Fairlead.Protocols.OpenAI;

/// <summary>How each <see cref="RequestField"/> is spelt on the wire.</summary>
public static class RequestFieldNames
{
    /// <summary>The number of fields.</summary>
    public const int Count = (int)RequestField.PromptCacheKey + 1;

    private static readonly string[] Names =
    [
        "model", "stream", "stream_options", "messages", "input", "temperature", "top_p", "seed", "stop", "tools", "tool_choice",
        "functions", "function_call", "parallel_tool_calls", "reasoning_effort", "reasoning", "response_format",
        "system", "stop_sequences", "thinking", "output_format", "output_config", "instructions", "text", "previous_response_id", "store", "prompt_cache_key",
    ];

    private static readonly byte[][] Utf8Names = [.. Names.Select(System.Text.Encoding.UTF8.GetBytes)];

    /// <summary>The wire name.</summary>
    public static string Of(RequestField field) => Names[(int)field];

    internal static ReadOnlySpan<byte> Utf8(int field) => Utf8Names[field];
}
