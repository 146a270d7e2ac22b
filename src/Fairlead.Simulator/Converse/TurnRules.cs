using System.Text.Json;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Converse;

/// <summary>How messages must follow each other.</summary>
internal static class TurnRules
{
    internal static void Check(IReadOnlyList<JsonElement> messages, bool hasTools)
    {
        if (messages.Count == 0 || messages[0].Text("role") != "user")
        {
            throw ConverseErrors.Invalid(
                "A conversation must start with a user message. Try again with a conversation that starts with a user message.");
        }

        for (int i = 1; i < messages.Count; i++)
        {
            if (messages[i].Text("role") == messages[i - 1].Text("role"))
            {
                throw ConverseErrors.Invalid(
                    "A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again.");
            }
        }

        string[][] uses = [.. messages.Select(m => Ids(m, "toolUse"))];
        string[][] results = [.. messages.Select(m => Ids(m, "toolResult"))];
        if (!hasTools && uses.Concat(results).Any(ids => ids.Length > 0))
        {
            throw ConverseErrors.Invalid("The toolConfig field must be defined when using toolUse and toolResult content blocks.");
        }

        for (int i = 0; i < messages.Count; i++)
        {
            CheckResults(i > 0 ? uses[i - 1] : [], results[i], i);
        }

        if (uses[^1].Length > 0)
        {
            throw Expected(uses[^1], messages.Count);
        }
    }

    private static void CheckResults(string[] uses, string[] results, int index)
    {
        if (uses.Except(results).Any())
        {
            throw Expected(uses.Except(results), index);
        }

        if (results.Length > uses.Length)
        {
            throw ConverseErrors.Invalid(
                $"The number of toolResult blocks at messages.{index}.content exceeds the number of toolUse blocks of previous turn.");
        }
    }

    private static Http.RefusedException Expected(IEnumerable<string> ids, int index) =>
        ConverseErrors.Invalid($"Expected toolResult blocks at messages.{index}.content for the following Ids: {string.Join(", ", ids)}");

    private static string[] Ids(JsonElement message, string kind) =>
        [.. message.Items("content").Select(b => b.Get(kind)?.Text("toolUseId")).OfType<string>()];
}
