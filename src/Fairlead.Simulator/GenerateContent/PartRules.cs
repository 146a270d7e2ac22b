using System.Text.Json;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.GenerateContent;

/// <summary>What one content and its parts must have.</summary>
internal static class PartRules
{
    private static readonly string[] Data =
        ["text", "inlineData", "fileData", "functionCall", "functionResponse", "executableCode", "codeExecutionResult"];

    internal static void Check(JsonElement content, int index)
    {
        if (content.Text("role") is not (null or "user" or "model"))
        {
            throw GoogleErrors.Invalid("Please use a valid role: user, model.");
        }

        JsonElement[] parts = [.. content.Items("parts")];
        string at = $"* GenerateContentRequest.contents[{index}].parts";
        if (parts.Length == 0)
        {
            throw GoogleErrors.Invalid($"{at}: contents.parts must not be empty.\n");
        }

        for (int i = 0; i < parts.Length; i++)
        {
            CheckPart(parts[i], $"{at}[{i}]", content.Text("role") == "model");
        }
    }

    private static void CheckPart(JsonElement part, string at, bool ofModel)
    {
        if (Data.All(name => part.Get(name) is null))
        {
            throw GoogleErrors.Invalid($"{at}.data: required oneof field 'data' must have one initialized field\n");
        }

        foreach ((string name, string field) in (ReadOnlySpan<(string, string)>)[("functionCall", "function_call"), ("functionResponse", "function_response")])
        {
            if (part.Get(name) is { } function && function.Text("name") is not { Length: > 0 })
            {
                throw GoogleErrors.Invalid($"{at}.{field}.name: Name cannot be empty.\n");
            }
        }

        if (!ofModel && part.Get("functionCall") is not null)
        {
            throw GoogleErrors.Invalid("Please ensure that function call parts are only in turns of the model.");
        }

        if (part.Get("inlineData") is { } blob && (blob.Text("mimeType") is not { Length: > 0 } || blob.Text("data") is not { Length: > 0 }))
        {
            throw GoogleErrors.Invalid($"{at}.inline_data: inline_data must have mime_type and data\n");
        }

        if (part.Get("fileData") is { } file && file.Text("fileUri") is not { Length: > 0 })
        {
            throw GoogleErrors.Invalid($"{at}.file_data.file_uri: file_uri must not be empty.\n");
        }
    }
}
