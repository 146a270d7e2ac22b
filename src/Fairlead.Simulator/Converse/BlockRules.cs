using System.Text.Json;
using System.Text.RegularExpressions;
using Fairlead.Simulator.Json;
using Fairlead.Simulator.Reasoning;

namespace Fairlead.Simulator.Converse;

/// <summary>What a message's content blocks must have.</summary>
internal static partial class BlockRules
{
    private static readonly string[] OfUser = ["image", "document", "video", "audio", "toolResult", "guardContent", "searchResult"];
    private static readonly string[] OfAssistant = ["toolUse", "reasoningContent", "citationsContent"];

    internal static void Check(JsonElement message, int index)
    {
        JsonElement[] blocks = [.. message.Items("content")];
        if (blocks.Length == 0)
        {
            throw ConverseErrors.Invalid(
                $"The content field in the Message object at messages.{index} is empty. Add a ContentBlock object to the content field and try again.");
        }

        string role = message.Text("role")!;
        string[] foreign = role == "user" ? OfAssistant : OfUser;
        for (int i = 0; i < blocks.Length; i++)
        {
            JsonElement block = blocks[i];
            if (foreign.FirstOrDefault(kind => block.Get(kind) is not null) is { } kind)
            {
                throw ConverseErrors.Invalid($"The ContentBlock object at messages.{index}.content.{i} is {kind}, which a message of role {role} cannot have.");
            }

            CheckBlock(block, index, i);
        }

        if (blocks.Any(b => b.Get("document") is not null) && blocks.All(b => b.Text("text") is null))
        {
            throw ConverseErrors.Invalid($"The message at messages.{index} has a document, so it must have a text block as well.");
        }
    }

    private static void CheckBlock(JsonElement block, int message, int index)
    {
        string at = $"messages.{message}.content.{index}";
        if (block.Text("text") is { } text && string.IsNullOrWhiteSpace(text))
        {
            throw ConverseErrors.Invalid(
                $"The text field in the ContentBlock object at {at} is blank. Add text to the text field, and try again.");
        }

        if (block.Get("document")?.Text("name") is { } name && !DocumentName().IsMatch(name))
        {
            throw ConverseErrors.Invalid(
                "The document file name can only contain alphanumeric characters, whitespace characters, hyphens, parentheses, and square brackets. The name can't contain more than one consecutive whitespace character.");
        }

        if (block.Get("toolUse") is { } use && use.Get("input") is not { ValueKind: JsonValueKind.Object })
        {
            throw ConverseErrors.Invalid($"The value at {at}.toolUse.input must be a JSON object.");
        }

        CheckResult(block, at);
        CheckReasoning(block, at);
    }

    private static void CheckResult(JsonElement block, string at)
    {
        if (block.Get("toolResult") is not { } result)
        {
            return;
        }

        if (result.Text("status") == "error" && !result.Items("content").Any())
        {
            throw ConverseErrors.Invalid($"The content field at {at}.toolResult cannot be empty when status value is error.");
        }

        if (result.Items("content").Any(c => c.Get("json") is { ValueKind: not JsonValueKind.Object }))
        {
            throw ConverseErrors.Invalid($"The format of the value at {at}.toolResult.content.0.json is invalid. Provide a json object for the field and try again.");
        }
    }

    private static void CheckReasoning(JsonElement block, string at)
    {
        JsonElement reasoning = block.Get("reasoningContent") ?? default;
        if (reasoning.Get("reasoningText") is { } shown
            && !(shown.Text("signature") is { } signature && Signature.IsGenuine(signature, shown.Text("text")!)))
        {
            throw ConverseErrors.InvalidForModel($"{at}: Invalid `signature` in `thinking` block");
        }

        if (reasoning.Text("redactedContent") is { } redacted && !Signature.IsGenuine(redacted, ReasoningBlock.Redacted))
        {
            throw ConverseErrors.InvalidForModel($"{at}: Invalid `data` in `redacted_thinking` block");
        }
    }

    [GeneratedRegex(@"^(?!.*\s\s)[A-Za-z0-9\s\-()\[\]]{1,200}$")]
    private static partial Regex DocumentName();
}
