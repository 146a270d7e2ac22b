using System.Text.Json;
using Fairlead.Simulator.Catalog;
using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Embeddings;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Rerank;

/// <summary><c>POST /v1/rerank</c>, as Cohere and Jina have it: documents that share words with the query come first.</summary>
/// <remarks>https://docs.cohere.com/reference/rerank and https://jina.ai/reranker</remarks>
internal static class RerankEndpoint
{
    private const int Dimensions = 256;

    internal static async Task AnswerAsync(Exchange exchange)
    {
        JsonElement body = JsonReading.ParseBody(exchange.Body);
        string model = ModelsEndpoint.RequiredModel(body, exchange.Options);
        string query = body.RequiredString("query", "query");
        IReadOnlyList<string> documents = ReadDocuments(body);
        int most = body.Integer("top_n", 1) ?? documents.Count;
        bool tell = body.Flag("return_documents");
        OrderedError.ThrowIfAny(Directives.Read(query), model, exchange);
        float[] wanted = VectorOf(query);
        (int Index, double Score)[] ranked =
        [
            .. documents.Select((d, i) => (Index: i, Score: Math.Clamp(Dot(wanted, VectorOf(d)), 0, 1))).OrderByDescending(r => r.Score).Take(most),
        ];
        int tokens = TextPieces.Count(query) + documents.Sum(TextPieces.Count);
        await exchange.WaitForFirstTokenAsync();
        await exchange.WriteJsonAsync(200, new JsonBody(json =>
        {
            json.WriteStartObject();
            json.WriteString("id", $"rerank-{exchange.Digest.Add("rerank").Letters(24)}");
            json.WriteString("model", model);
            json.WriteStartArray("results");
            foreach ((int index, double score) in ranked)
            {
                WriteResult(json, index, score, tell ? documents[index] : null);
            }

            json.WriteEndArray();
            WriteUsage(json, tokens);
            json.WriteEndObject();
        }));
    }

    private static void WriteResult(Utf8JsonWriter json, int index, double score, string? document)
    {
        json.WriteStartObject();
        json.WriteNumber("index", index);
        json.WriteNumber("relevance_score", Math.Round(score, 6));
        if (document is not null)
        {
            json.WriteStartObject("document");
            json.WriteString("text", document);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    // One vendor counts tokens, the other searches.
    private static void WriteUsage(Utf8JsonWriter json, int tokens)
    {
        json.WriteStartObject("usage");
        json.WriteNumber("total_tokens", tokens);
        json.WriteEndObject();
        json.WriteStartObject("meta");
        json.WriteStartObject("billed_units");
        json.WriteNumber("search_units", 1);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static IReadOnlyList<string> ReadDocuments(JsonElement body)
    {
        JsonElement documents = body.Get("documents") ?? throw new RefusedException(ApiError.Missing("documents"));
        if (documents.ValueKind != JsonValueKind.Array)
        {
            throw new RefusedException(ApiError.WrongType("documents", "an array", JsonReading.KindOf(documents)));
        }

        return documents.GetArrayLength() == 0 ? throw new RefusedException(ApiError.EmptyArray("documents"))
            : [.. documents.EnumerateArray().Select((d, i) => d.ValueKind == JsonValueKind.String
                ? d.GetString()!
                : d.RequiredString("text", $"documents[{i}].text"))];
    }

    private static float[] VectorOf(string text) => EmbeddingVector.Of(
        text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), Dimensions, Dimensions);

    private static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
}
