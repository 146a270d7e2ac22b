using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server;

/// <summary>What the API's description says of the routes that pass through, in their order.</summary>
internal static class PassThroughRoutes
{
    private const string Form = "multipart/form-data";
    private const string Reference = "https://platform.openai.com/docs/api-reference/";

    private static readonly Schema File = Text("files/create", "file", "purpose");

    public static IReadOnlyList<RouteDescription> Descriptions { get; } =
    [
        new("Create a completion (OpenAI, legacy)", Text("completions/create", "model", "prompt")),
        new("Classify a text (OpenAI)", Text("moderations/create", "model", "input")),
        new("Rank documents", Body("The request of Cohere and Jina; all of its fields pass. Source: https://docs.cohere.com/reference/rerank", "model", "query", "documents")),
        new("Create images (OpenAI)", Text("images/create", "model", "prompt")),
        new("Edit images (OpenAI)", Text("images/createEdit", "model", "image", "prompt")) { BodyType = Form },
        new("Vary an image (OpenAI)", Text("images/createVariation", "model", "image")) { BodyType = Form },
        new("Speak a text (OpenAI)", Text("audio/createSpeech", "model", "input", "voice")) { Answer = "application/octet-stream" },
        new("Transcribe a recording (OpenAI)", Text("audio/createTranscription", "model", "file")) { BodyType = Form },
        new("Translate a recording (OpenAI)", Text("audio/createTranslation", "model", "file")) { BodyType = Form },
        new("Upload a file (OpenAI)", File) { BodyType = Form },
        new("List one's own files (OpenAI)"),
        new("Get a file's description (OpenAI)") { HasIdentifier = true },
        new("Delete a file (OpenAI)") { HasIdentifier = true },
        new("Get a file's content (OpenAI)") { HasIdentifier = true, Answer = "application/octet-stream" },
        new("Create a batch (OpenAI)", Text("batch/create", "input_file_id", "endpoint", "completion_window")),
        new("List one's own batches (OpenAI)"),
        new("Get a batch (OpenAI)") { HasIdentifier = true },
        new("Cancel a batch (OpenAI)") { HasIdentifier = true },
    ];

    private static Schema Text(string page, params string[] required) => Body($"OpenAI's request; all of its fields pass. Source: {Reference}{page}", required);

    private static Schema Body(string description, params string[] required) => Schema.Parse($$"""
        {
          "type": "object", "required": [{{string.Join(", ", required.Select(static name => $"\"{name}\""))}}], "additionalProperties": true,
          "description": "{{description}}", "properties": {{{string.Join(", ", required.Select(Property))}}}
        }
        """);

    private static string Property(string name) => name switch
    {
        "model" => "\"model\": {\"type\": \"string\", \"maxLength\": 512}",
        "documents" => "\"documents\": {\"type\": \"array\"}",
        "prompt" or "input" => $"\"{name}\": {{\"type\": [\"string\", \"array\"]}}",
        "voice" => "\"voice\": {\"type\": [\"string\", \"object\"]}",
        _ => $"\"{name}\": {{\"type\": \"string\"}}",
    };
}
