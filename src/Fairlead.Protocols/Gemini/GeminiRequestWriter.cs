using System.Buffers;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Gemini;

/// <summary>Writes a GenerateContent request; its address names the model. Source: https://ai.google.dev/api/generate-content</summary>
public sealed class GeminiRequestWriter : IRequestWriter
{
    /// <inheritdoc/>
    public void Write(Conversation conversation, RequestTarget target, IBufferWriter<byte> output)
    {
        ToolNameMap.Apply(conversation, Dialect.Gemini);
        conversation.LoseCacheControl();
        OrphanResults.Lose(conversation);
        using var writer = JsonWriting.CreateWriter(output);
        writer.WriteStartObject();
        GeminiInstructions.Write(writer, conversation);
        GeminiContents.Write(writer, conversation);
        GeminiTools.Write(writer, conversation);
        GeminiGeneration.Write(writer, conversation, target);
        writer.WriteEndObject();
    }
}
