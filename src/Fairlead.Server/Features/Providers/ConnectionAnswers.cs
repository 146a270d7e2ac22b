using System.Text.Json;
using Fairlead.Gateway.Catalog;
using Fairlead.Protocols.OpenAI.Chat;

namespace Fairlead.Server.Features.Providers;

/// <summary>Whether what came back from a connection test is an answer to it.</summary>
internal static class ConnectionAnswers
{
    /// <summary>What is wrong with an answer's body; null for nothing.</summary>
    public static string? Problem(ReadOnlyMemory<byte> json, Operation operation)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var isShaped = root.ValueKind == JsonValueKind.Object && IsAnswer(root, operation);
            return isShaped ? null : $"The upstream answered 200, but not in {(operation == Operation.Messages ? "Anthropic" : "OpenAI")}'s shape for {operation.ToString().ToLowerInvariant()}; check baseUrl.";
        }
        catch (JsonException)
        {
            return "The upstream answered 200 with something that is not JSON; check baseUrl.";
        }
    }

    private static bool IsAnswer(JsonElement root, Operation operation) => operation switch
    {
        Operation.Chat => ChatAnswerStreamer.IsCompletion(root),
        Operation.Responses => Items(root, "output") is not null,
        Operation.Messages => Items(root, "content") is not null,
        Operation.Embeddings => Items(root, "data") is [var first, ..] && Has(first, "embedding"),
        Operation.Completions => Items(root, "choices") is [var first, ..] && Has(first, "text"),
        Operation.Moderations => Items(root, "results") is [var first, ..] && Has(first, "flagged"),

        // Cohere's and Jina's list is results, Voyage's data.
        Operation.Rerank => (Items(root, "results") ?? Items(root, "data")) is [var first, ..] && Has(first, "relevance_score"),
        _ => true,
    };

    private static List<JsonElement>? Items(JsonElement root, string name) =>
        root.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : null;

    private static bool Has(JsonElement item, string name) => item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out _);
}
