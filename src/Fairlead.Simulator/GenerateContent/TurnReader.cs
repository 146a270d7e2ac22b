using System.Text.Json;
using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Chat.Tools;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.GenerateContent;

/// <summary>Reads <c>systemInstruction</c> and <c>contents</c>. Calls have no ids on this wire; here they get one of their place.</summary>
internal static class TurnReader
{
    internal static IReadOnlyList<ChatMessage> ReadAll(JsonElement body, GeminiPath path)
    {
        JsonElement[] contents = [.. body.Items("contents")];
        if (contents.Length == 0)
        {
            throw GoogleErrors.Invalid("* GenerateContentRequest.contents: contents is not specified\n");
        }

        for (int i = 0; i < contents.Length; i++)
        {
            PartRules.Check(contents[i], i);
        }

        FunctionTurns.Check(contents);
        ThoughtSignatures.Check(contents, path);
        ChatMessage[] system = body.Get("systemInstruction") is { } instruction
            ? [new ChatMessage("system", TextOf(instruction), [], null)]
            : [];
        return [.. system, .. contents.SelectMany((content, i) => ReadOne(content, i))];
    }

    private static IEnumerable<ChatMessage> ReadOne(JsonElement content, int index)
    {
        if (content.Text("role") == "model")
        {
            ToolCall[] calls =
            [
                .. content.Items("parts").Select(p => p.Get("functionCall")).OfType<JsonElement>()
                    .Select((call, i) => new ToolCall(IdOf(index, i), call.Text("name")!, call.Get("args")?.GetRawText() ?? "{}")),
            ];
            yield return new ChatMessage("assistant", TextOf(content), calls, null);
            yield break;
        }

        int answered = 0;
        foreach (JsonElement response in content.Items("parts").Select(p => p.Get("functionResponse")).OfType<JsonElement>())
        {
            yield return new ChatMessage("tool", ResultText(response), [], IdOf(index - 1, answered++));
        }

        string text = TextOf(content);
        if (text.Length > 0 || answered == 0)
        {
            yield return new ChatMessage("user", text, [], null);
        }
    }

    private static string IdOf(int turn, int call) => $"turn{turn}_call{call}";

    private static string TextOf(JsonElement content) => string.Join(
        '\n', content.Items("parts").Where(p => !p.Flag("thought")).Select(p => p.Text("text")).Where(t => t is not null));

    // Results under one of these names, alone, are meant as the text itself.
    private static string ResultText(JsonElement response)
    {
        JsonElement result = response.Get("response") ?? default;
        JsonProperty[] members = result.ValueKind == JsonValueKind.Object ? [.. result.EnumerateObject()] : [];
        return members.Length == 1 && members[0].Name is ("output" or "result" or "error") && members[0].Value.ValueKind == JsonValueKind.String
            ? members[0].Value.GetString()!
            : result.ValueKind == JsonValueKind.Undefined ? "{}" : result.GetRawText();
    }
}
