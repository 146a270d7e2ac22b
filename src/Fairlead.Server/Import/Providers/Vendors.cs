using System.Collections.Frozen;

namespace Fairlead.Server.Import.Providers;

/// <summary>The vendors that there is a provider type for, by the names that gateways use for them.</summary>
internal static class Vendors
{
    private static readonly Vendor[] All =
    [
        new("openai", VendorKind.OpenAI, "OPENAI_API_KEY", "https://api.openai.com/v1"),
        new("azure", VendorKind.Azure, "AZURE_API_KEY"),
        new("azure-ai", VendorKind.Foundry, "AZURE_AI_API_KEY"),
        new("anthropic", VendorKind.Anthropic, "ANTHROPIC_API_KEY", "https://api.anthropic.com/v1"),
        new("bedrock", VendorKind.Bedrock, null),
        new("vertex", VendorKind.Vertex, null),
        new("gemini", VendorKind.Gemini, "GEMINI_API_KEY", "https://generativelanguage.googleapis.com/v1beta"),
        new("openai-compatible", VendorKind.Compatible, null),
        new("groq", VendorKind.Compatible, "GROQ_API_KEY", Preset: "groq"),
        new("mistral", VendorKind.Compatible, "MISTRAL_API_KEY", Preset: "mistral"),
        new("deepseek", VendorKind.Compatible, "DEEPSEEK_API_KEY", Preset: "deepseek"),
        new("xai", VendorKind.Compatible, "XAI_API_KEY", Preset: "xai"),
        new("together", VendorKind.Compatible, "TOGETHERAI_API_KEY", Preset: "together"),
        new("openrouter", VendorKind.Compatible, "OPENROUTER_API_KEY", Preset: "openrouter"),
        new("fireworks", VendorKind.Compatible, "FIREWORKS_AI_API_KEY", Preset: "fireworks"),
        new("perplexity", VendorKind.Compatible, "PERPLEXITYAI_API_KEY", Preset: "perplexity"),
        new("cerebras", VendorKind.Compatible, "CEREBRAS_API_KEY", Preset: "cerebras"),
        new("sambanova", VendorKind.Compatible, "SAMBANOVA_API_KEY", Preset: "sambanova"),
        new("deepinfra", VendorKind.Compatible, "DEEPINFRA_API_KEY", Preset: "deepinfra"),
        new("moonshot", VendorKind.Compatible, "MOONSHOT_API_KEY", Preset: "moonshot"),
        new("nvidia", VendorKind.Compatible, "NVIDIA_NIM_API_KEY", Preset: "nvidia"),
        new("huggingface", VendorKind.Compatible, "HUGGINGFACE_API_KEY", Preset: "huggingface", HasBareBase: true),
        new("ollama", VendorKind.Compatible, null, Preset: "ollama", HasBareBase: true),
        new("vllm", VendorKind.Compatible, null, Preset: "vllm"),
        new("lm-studio", VendorKind.Compatible, null, Preset: "lm-studio"),
        new("llama-cpp", VendorKind.Compatible, null, Preset: "llama-cpp"),
        new("cohere", VendorKind.Compatible, "COHERE_API_KEY", "https://api.cohere.ai/compatibility/v1"),
        new("voyage", VendorKind.Compatible, "VOYAGE_API_KEY", "https://api.voyageai.com/v1"),
        new("jina", VendorKind.Compatible, "JINA_AI_API_KEY", "https://api.jina.ai/v1"),
        new("novita", VendorKind.Compatible, "NOVITA_API_KEY", "https://api.novita.ai/v3/openai"),
        new("hyperbolic", VendorKind.Compatible, "HYPERBOLIC_API_KEY", "https://api.hyperbolic.xyz/v1"),
        new("dashscope", VendorKind.Compatible, "DASHSCOPE_API_KEY", "https://dashscope-intl.aliyuncs.com/compatible-mode/v1"),
    ];

    // Spellings of LiteLLM, Portkey and Bifrost that are not the names above.
    private static readonly Dictionary<string, string> Spellings = new(StringComparer.Ordinal)
    {
        ["text-completion-openai"] = "openai", ["azure-openai"] = "azure", ["azure-text"] = "azure", ["bedrock-converse"] = "bedrock", ["anthropic-text"] = "anthropic",
        ["vertex-ai"] = "vertex", ["vertex-ai-beta"] = "vertex", ["google"] = "gemini", ["mistral-ai"] = "mistral", ["x-ai"] = "xai", ["together-ai"] = "together",
        ["fireworks-ai"] = "fireworks", ["perplexity-ai"] = "perplexity", ["nvidia-nim"] = "nvidia", ["ollama-chat"] = "ollama", ["hosted-vllm"] = "vllm", ["sgl"] = "vllm",
        ["llamafile"] = "llama-cpp", ["cohere-chat"] = "cohere", ["jina-ai"] = "jina", ["novita-ai"] = "novita", ["openai-like"] = "openai-compatible",
        ["custom-openai"] = "openai-compatible", ["litellm-proxy"] = "openai-compatible", ["databricks"] = "openai-compatible", ["xinference"] = "openai-compatible",
        ["custom"] = "openai-compatible", ["lambda-ai"] = "openai-compatible", ["nebius"] = "openai-compatible", ["baseten"] = "openai-compatible",
        ["featherless-ai"] = "openai-compatible", ["volcengine"] = "openai-compatible", ["github"] = "openai-compatible", ["localai"] = "openai-compatible",
    };

    private static readonly FrozenDictionary<string, Vendor> ByName = All.ToFrozenDictionary(static vendor => vendor.Name, StringComparer.Ordinal);

    // What a bare model's name begins with; the longer first.
    private static readonly (string Start, string Vendor)[] Beginnings =
    [
        ("anthropic.", "bedrock"), ("us.anthropic.", "bedrock"), ("eu.anthropic.", "bedrock"), ("amazon.", "bedrock"), ("meta.", "bedrock"), ("cohere.", "bedrock"), ("mistral.", "bedrock"),
        ("claude-", "anthropic"), ("gemini-", "vertex"), ("command-", "cohere"), ("deepseek-", "deepseek"), ("mistral-", "mistral"), ("grok-", "xai"),
        ("gpt-", "openai"), ("chatgpt-", "openai"), ("o1", "openai"), ("o3", "openai"), ("o4", "openai"), ("ft:", "openai"), ("text-embedding-", "openai"), ("text-moderation-", "openai"),
        ("omni-moderation-", "openai"), ("tts-", "openai"), ("whisper-", "openai"), ("dall-e-", "openai"), ("codex-", "openai"), ("babbage-", "openai"), ("davinci-", "openai"),
    ];

    /// <summary>The vendor of a name in any product's spelling; null when there is none.</summary>
    public static Vendor? Find(string name)
    {
        var usual = name.ToLowerInvariant().Replace('_', '-');
        return ByName.GetValueOrDefault(Spellings.GetValueOrDefault(usual, usual));
    }

    /// <summary>The vendor of a model that is named without one; null when the name does not say.</summary>
    public static Vendor? OfModel(string model) =>
        Beginnings.FirstOrDefault(beginning => model.StartsWith(beginning.Start, StringComparison.Ordinal)).Vendor is { } vendor ? ByName[vendor] : null;
}
