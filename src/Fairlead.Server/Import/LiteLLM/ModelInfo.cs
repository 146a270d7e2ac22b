using Fairlead.Server.Import.Providers;

namespace Fairlead.Server.Import.LiteLLM;

/// <summary>What <c>model_info</c> says of a model. Source: https://docs.litellm.ai/docs/proxy/model_management</summary>
internal static class ModelInfo
{
    private static readonly (string Field, string Feature)[] Features =
    [
        ("supports_function_calling", "tools"), ("supports_parallel_function_calling", "parallelToolCalls"), ("supports_vision", "vision"), ("supports_reasoning", "reasoning"),
        ("supports_response_schema", "responseFormat"), ("supports_native_streaming", "streaming"),
    ];

    private static readonly (string Part, string Operation)[] Names =
    [
        ("embed", "embeddings"), ("rerank", "rerank"), ("whisper", "audio"), ("tts-", "audio"), ("-transcribe", "audio"), ("dall-e", "images"), ("gpt-image", "images"), ("moderation", "moderations"),
    ];

    /// <summary>The traits of a model.</summary>
    /// <param name="info">What is said of it; null when nothing is.</param>
    /// <param name="path">What its name says.</param>
    public static ModelTraits Read(SourceNode? info, ModelPath path) => new()
    {
        Operation = Operation(info?.Find("mode")) ?? path.Operation ?? Array.Find(Names, name => path.Model.Contains(name.Part, StringComparison.OrdinalIgnoreCase)).Operation,
        MaxOutputTokens = info?.Find("max_output_tokens") is { } node && node.Count() is { } tokens ? (tokens, node) : null,
        Lacking = [.. from feature in Features let said = info?.Find(feature.Field) where said?.Flag() == false select new Setting(feature.Feature, said)],
    };

    private static string? Operation(SourceNode? mode)
    {
        var operation = mode?.Text() switch
        {
            "chat" => "chat",
            "completion" => "completions",
            "responses" => "responses",
            "embedding" => "embeddings",
            "image_generation" or "image_edit" => "images",
            "audio_transcription" or "audio_speech" => "audio",
            "rerank" => "rerank",
            "moderation" => "moderations",
            _ => null,
        };
        if (operation is null)
        {
            mode?.Note("is a kind of model that Fairlead does not know; what it is for is told by its name");
        }

        return operation;
    }
}
