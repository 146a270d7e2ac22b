using System.Buffers;
using Fairlead.Protocols.Anthropic.Messages;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Bedrock.Converse;

/// <summary>Writes a Converse request; its address names the model. Source: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html</summary>
public sealed class ConverseRequestWriter : IRequestWriter
{
    /// <inheritdoc/>
    public void Write(Conversation conversation, RequestTarget target, IBufferWriter<byte> output)
    {
        OrphanResults.Lose(conversation);
        ToolNameMap.Apply(conversation, Dialect.Converse);
        using var writer = JsonWriting.CreateWriter(output);
        writer.WriteStartObject();
        ConverseInstructions.Write(writer, conversation);
        ConverseMessages.Write(writer, conversation);
        var hasTools = ConverseTools.Write(writer, conversation, target);
        var plan = ThinkingPlan.For(conversation, target);
        ConverseInference.Write(writer, conversation, target, plan);
        ConverseModelFields.Write(writer, conversation, target, plan, hasTools);
        ConverseOutput.Write(writer, conversation, target, plan.Effort);
        ConverseMetadata.Write(writer, conversation.Parameters);
        writer.WriteIfPresent("guardrailConfig"u8, target.Guardrail);
        writer.WriteEndObject();
    }
}
