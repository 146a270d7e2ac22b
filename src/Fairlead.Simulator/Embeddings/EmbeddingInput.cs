using System.Text.Json;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Embeddings;

/// <summary>One thing to embed: a text, or a list of token ids.</summary>
/// <param name="Words">Its words in lower case, or its token ids.</param>
/// <param name="Tokens">How many tokens it costs.</param>
internal sealed record EmbeddingInput(IReadOnlyList<string> Words, int Tokens)
{
    private const int MostInputs = 2_048;

    internal static IReadOnlyList<EmbeddingInput> ReadAll(JsonElement body)
    {
        JsonElement input = body.Get("input") ?? throw new RefusedException(ApiError.Missing("input"));
        JsonElement[] items = input.ValueKind == JsonValueKind.Array && !IsTokenList(input) ? [.. input.EnumerateArray()] : [input];
        return items.Length is > 0 and <= MostInputs ? [.. items.Select(One)] : throw Invalid();
    }

    private static EmbeddingInput One(JsonElement item)
    {
        if (item.ValueKind == JsonValueKind.String && item.GetString() is { Length: > 0 } text)
        {
            string[] words = text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            return new EmbeddingInput(words, Math.Max(1, TextPieces.Count(text)));
        }

        if (IsTokenList(item))
        {
            string[] ids = [.. item.EnumerateArray().Select(t => t.GetRawText())];
            return new EmbeddingInput(ids, ids.Length);
        }

        throw Invalid();
    }

    private static bool IsTokenList(JsonElement item) =>
        item.ValueKind == JsonValueKind.Array
        && item.GetArrayLength() > 0
        && item.EnumerateArray().All(t => t.ValueKind == JsonValueKind.Number && t.TryGetInt32(out _));

    private static RefusedException Invalid() => new(ApiError.BadRequest(
        "'$.input' is invalid. Please check the API reference: https://platform.openai.com/docs/api-reference."));
}
