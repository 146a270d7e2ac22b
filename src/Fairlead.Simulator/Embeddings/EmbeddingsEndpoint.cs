using System.Text.Json;
using Fairlead.Simulator.Catalog;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Embeddings;

/// <summary><c>POST /v1/embeddings</c>.</summary>
internal static class EmbeddingsEndpoint
{
    private const int ContextTokens = 8_192;

    internal static async Task AnswerAsync(Exchange exchange)
    {
        JsonElement body = JsonReading.ParseBody(exchange.Body);
        string model = ModelsEndpoint.RequiredModel(body, exchange.Options);
        IReadOnlyList<EmbeddingInput> inputs = EmbeddingInput.ReadAll(body);
        bool base64 = ReadEncoding(body);
        int dimensions = ReadDimensions(body, model);
        if (inputs.FirstOrDefault(i => i.Tokens > ContextTokens) is { } tooLong)
        {
            throw new RefusedException(ApiError.BadRequest(
                $"This model's maximum context length is {ContextTokens} tokens, however you requested {tooLong.Tokens} tokens ({tooLong.Tokens} in your prompt; 0 for the completion). Please reduce your prompt; or completion length."));
        }

        await exchange.WaitForFirstTokenAsync();
        await exchange.WriteJsonAsync(200, new JsonBody(json => Write(json, model, inputs, dimensions, base64)));
    }

    private static void Write(Utf8JsonWriter json, string model, IReadOnlyList<EmbeddingInput> inputs, int dimensions, bool base64)
    {
        json.WriteStartObject();
        json.WriteString("object", "list");
        json.WriteStartArray("data");
        for (int i = 0; i < inputs.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("object", "embedding");
            json.WriteNumber("index", i);
            WriteVector(json, EmbeddingVector.Of(inputs[i].Words, NativeDimensions(model), dimensions), base64);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("model", model);
        int tokens = inputs.Sum(i => i.Tokens);
        json.WriteStartObject("usage");
        json.WriteNumber("prompt_tokens", tokens);
        json.WriteNumber("total_tokens", tokens);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteVector(Utf8JsonWriter json, float[] vector, bool base64)
    {
        if (base64)
        {
            json.WriteBase64String("embedding", EmbeddingVector.LittleEndian(vector));
            return;
        }

        json.WriteStartArray("embedding");
        foreach (float value in vector)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    private static bool ReadEncoding(JsonElement body) => body.OptionalString("encoding_format", "encoding_format") switch
    {
        null or "float" => false,
        "base64" => true,
        { } other => throw new RefusedException(ApiError.WrongValue("encoding_format", other, "'float' and 'base64'")),
    };

    private static int ReadDimensions(JsonElement body, string model)
    {
        int native = NativeDimensions(model);
        if (body.Integer("dimensions", 1) is not { } dimensions)
        {
            return native;
        }

        if (model == "text-embedding-ada-002")
        {
            throw new RefusedException(ApiError.BadRequest("This model does not support specifying dimensions."));
        }

        return dimensions <= native
            ? dimensions
            : throw new RefusedException(ApiError.BadRequest(
                $"Invalid value for 'dimensions' = {dimensions}. Must be less than or equal to {native}.", "dimensions"));
    }

    private static int NativeDimensions(string model) => model == "text-embedding-3-large" ? 3_072 : 1_536;
}
