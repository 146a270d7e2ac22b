using System.Text.Json;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;
using Fairlead.Simulator.Reasoning;

namespace Fairlead.Simulator.GenerateContent;

/// <summary>The signatures on parts of the model: those sent back must be genuine, and models of the third generation demand one on the
/// first call of every step since the user last spoke (https://ai.google.dev/gemini-api/docs/thought-signatures).</summary>
internal static class ThoughtSignatures
{
    /// <summary>What the reference lets callers send for calls that come from elsewhere.</summary>
    private static readonly string[] Bypasses = ["context_engineering_is_the_way_to_go", "skip_thought_signature_validator"];

    internal static string Make(Digest nonce) => Signature.Of("", nonce);

    internal static void Check(IReadOnlyList<JsonElement> contents, GeminiPath path)
    {
        foreach (string signature in contents.SelectMany(c => c.Items("parts")).Select(p => p.Text("thoughtSignature")).OfType<string>())
        {
            if (!Bypasses.Contains(signature) && !Signature.IsGenuine(signature, ""))
            {
                throw GoogleErrors.Invalid(path.IsVertex
                    ? "Unable to submit request because Thought signature is not valid.. Learn more: https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/gemini"
                    : "Corrupted thought signature.");
            }
        }

        if (path.Model.StartsWith("gemini-3", StringComparison.Ordinal))
        {
            CheckPresent(contents);
        }
    }

    private static void CheckPresent(IReadOnlyList<JsonElement> contents)
    {
        int spoke = Enumerable.Range(0, contents.Count).LastOrDefault(i => IsSpoken(contents[i]), 0);
        for (int i = spoke; i < contents.Count; i++)
        {
            JsonElement first = contents[i].Items("parts").FirstOrDefault(p => p.Get("functionCall") is not null);
            if (first.Get("functionCall") is { } call && first.Text("thoughtSignature") is null)
            {
                throw GoogleErrors.Invalid(
                    $"Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing thought_signature may lead to degraded model performance. Additional data, function call `default_api:{call.Text("name")}` , position {i + 1}. Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for more details.");
            }
        }
    }

    private static bool IsSpoken(JsonElement content) =>
        content.Text("role") != "model" && content.Items("parts").Any(p => p.Get("functionResponse") is null);
}
