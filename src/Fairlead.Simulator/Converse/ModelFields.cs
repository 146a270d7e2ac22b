using System.Text.Json;
using Fairlead.Simulator.Json;
using Fairlead.Simulator.Reasoning;

namespace Fairlead.Simulator.Converse;

/// <summary>What <c>additionalModelRequestFields</c> passes to a model of Anthropic
/// (https://docs.aws.amazon.com/bedrock/latest/userguide/claude-messages-extended-thinking.html).</summary>
internal static class ModelFields
{
    private const int LeastBudget = 1024;
    private static readonly string[] Known = ["thinking", "top_k", "anthropic_beta", "output_config", "tool_choice", "tools", "metadata", "context_management"];

    /// <returns>Whether the model was told to reason.</returns>
    internal static bool Check(string model, JsonElement body, JsonElement inference)
    {
        JsonElement fields = body.Get("additionalModelRequestFields") ?? default;
        if (model.Contains("anthropic.", StringComparison.Ordinal) && fields.ValueKind == JsonValueKind.Object
            && fields.EnumerateObject().FirstOrDefault(f => !Known.Contains(f.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
        {
            throw ConverseErrors.InvalidForModel($"{unknown.Name}: Extra inputs are not permitted");
        }

        if (fields.Get("top_k") is { } top && !(top.ValueKind == JsonValueKind.Number && top.TryGetInt32(out int k) && k >= 0))
        {
            throw ConverseErrors.InvalidForModel("top_k: Input should be a valid integer");
        }

        if (ClaudeSampling.Problem(model, inference.Get("temperature") is not null, inference.Get("topP") is not null, fields.Get("top_k") is not null) is { } problem)
        {
            throw ConverseErrors.InvalidForModel(problem);
        }

        if (fields.Get("thinking") is not { } thinking)
        {
            return false;
        }

        switch (thinking.Text("type"))
        {
            case "disabled":
                return false;
            case "adaptive":
                break;
            case "enabled":
                CheckBudget(thinking, inference);
                break;
            default:
                throw ConverseErrors.InvalidForModel("thinking: Input tag does not match any of the expected tags: 'adaptive', 'disabled', 'enabled'");
        }

        CheckTogether(body, inference);
        return true;
    }

    private static void CheckBudget(JsonElement thinking, JsonElement inference)
    {
        if (thinking.Get("budget_tokens") is not { ValueKind: JsonValueKind.Number } budget || !budget.TryGetInt32(out int tokens))
        {
            throw ConverseErrors.InvalidForModel("thinking.enabled.budget_tokens: Field required");
        }

        if (tokens < LeastBudget)
        {
            throw ConverseErrors.InvalidForModel($"thinking.enabled.budget_tokens: Input should be greater than or equal to {LeastBudget}");
        }

        if (inference.Integer("maxTokens", 1) is { } most && most <= tokens)
        {
            throw ConverseErrors.InvalidForModel(
                "`max_tokens` must be greater than `thinking.budget_tokens`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#max-tokens-and-context-window-size");
        }
    }

    private static void CheckTogether(JsonElement body, JsonElement inference)
    {
        if (inference.Get("temperature") is { } temperature && temperature.GetDouble() != 1)
        {
            throw ConverseErrors.InvalidForModel("`temperature` may only be set to 1 when thinking is enabled.");
        }

        JsonElement choice = body.Get("toolConfig")?.Get("toolChoice") ?? default;
        if ((choice.Get("any") ?? choice.Get("tool")) is not null)
        {
            throw ConverseErrors.InvalidForModel("Thinking may not be enabled when tool_choice forces tool use.");
        }

        JsonElement[] messages = [.. body.Items("messages")];
        bool continues = messages[^1].Items("content").Any(b => b.Get("toolResult") is not null);
        if (continues && messages[^2].Items("content").First().Get("reasoningContent") is null)
        {
            throw ConverseErrors.InvalidForModel(
                $"messages.{messages.Length - 2}.content.0.type: Expected `thinking` or `redacted_thinking`, but found `tool_use`. When `thinking` is enabled, a final `assistant` message must start with a thinking block (preceeding the lastmost set of `tool_use` and `tool_result` blocks).");
        }
    }
}
