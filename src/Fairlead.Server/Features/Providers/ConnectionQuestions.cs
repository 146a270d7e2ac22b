using System.Buffers;
using System.Text.Json;
using Fairlead.Gateway.Catalog;

namespace Fairlead.Server.Features.Providers;

/// <summary>The tiny requests by which a connection is tested, each as a client of the operation would send it.</summary>
internal static class ConnectionQuestions
{
    private const string Text = "Connection test: answer with the word ok.";

    // OpenAI's least for Responses. Source: https://platform.openai.com/docs/api-reference/responses/create
    private const int MaxTokens = 16;

    /// <summary>Whether there is one for an operation: none for those whose smallest request is an image or a recording.</summary>
    public static bool Has(Operation operation) => operation is not (Operation.Images or Operation.Audio);

    /// <summary>The request's body.</summary>
    public static byte[] Body(Deployment model, Operation operation)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("model", model.Model);
            Write(writer, model, operation);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, Deployment model, Operation operation)
    {
        switch (operation)
        {
            case Operation.Embeddings or Operation.Moderations:
                writer.WriteString("input", "ok");
                break;
            case Operation.Completions:
                writer.WriteString("prompt", "ok");
                writer.WriteNumber("max_tokens", MaxTokens);
                break;
            case Operation.Rerank:
                writer.WriteString("query", "ok");
                writer.WriteStartArray("documents");
                writer.WriteStringValue("ok");
                writer.WriteEndArray();
                break;
            case Operation.Responses:
                writer.WriteString("input", Text);
                writer.WriteNumber("max_output_tokens", MaxTokens);
                break;
            default:
                writer.WriteStartArray("messages");
                writer.WriteStartObject();
                writer.WriteString("role", "user");
                writer.WriteString("content", Text);
                writer.WriteEndObject();
                writer.WriteEndArray();
                writer.WriteNumber(operation == Operation.Messages ? "max_tokens" : model.Provider.MaxTokensField, MaxTokens);
                break;
        }
    }
}
