using System.Buffers;
using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Anthropic.Messages;

/// <summary>
/// Writes a Messages request. Source: https://docs.anthropic.com/en/api/messages; on Vertex <c>anthropic_version</c> stands in the body and the
/// model in the address (https://cloud.google.com/vertex-ai/generative-ai/docs/partner-models/claude/use-claude). A temperature above 1, which
/// OpenAI allows, goes as it is: the vendor says best what it refuses.
/// </summary>
public sealed class MessagesRequestWriter : IRequestWriter
{
    /// <inheritdoc/>
    public void Write(Conversation conversation, RequestTarget target, IBufferWriter<byte> output)
    {
        ToolNameMap.Apply(conversation, Dialect.Messages);
        using var json = JsonWriting.CreateWriter(output);
        if (conversation.Dialect != Dialect.Messages)
        {
            OrphanResults.Lose(conversation);
        }

        var plan = ThinkingPlan.For(conversation, target);
        json.WriteStartObject();
        json.WriteIfPresent("model"u8, target.Model);
        if (target.AnthropicVersion is { } version)
        {
            json.WriteString("anthropic_version"u8, version);
        }

        json.Write("max_tokens"u8, plan.MaxTokens);
        MessagesSystemWriter.Write(json, conversation);
        MessagesTurnWriter.Write(json, conversation);
        MessagesToolWriter.Write(json, conversation, target);
        MessagesToolWriter.WriteChoice(json, conversation);
        MessagesThinking.Write(json, plan, conversation.Reasoning);
        MessagesOutput.Write(json, conversation, target, plan.Effort);
        WriteSampling(json, conversation, target, plan);
        WriteUser(json, conversation.Parameters);
        WriteOwn(json, conversation, target);
        if (target.IsStream)
        {
            json.WriteBoolean("stream"u8, true);
        }

        json.WriteEndObject();
    }

    private static void WriteSampling(Utf8JsonWriter json, Conversation conversation, RequestTarget target, ThinkingPlan plan)
    {
        var parameters = conversation.Parameters;
        Carry(json, parameters, Parameter.Temperature, "temperature"u8, SamplingRules.Allow(Parameter.Temperature, conversation, target, plan));
        Carry(json, parameters, Parameter.TopP, "top_p"u8, SamplingRules.Allow(Parameter.TopP, conversation, target, plan));
        Carry(json, parameters, Parameter.TopK, "top_k"u8, SamplingRules.Allow(Parameter.TopK, conversation, target, plan));
        if (!parameters.TryTake(Parameter.Stop, out var stop))
        {
            return;
        }

        json.WritePropertyName("stop_sequences"u8);
        if (stop.IsString)
        {
            json.WriteStartArray();
            json.Write(stop);
            json.WriteEndArray();
        }
        else
        {
            json.Write(stop);
        }
    }

    private static void WriteUser(Utf8JsonWriter json, Parameters parameters)
    {
        if (parameters.TryTake(Parameter.User, out var user))
        {
            json.WriteStartObject("metadata"u8);
            json.Write("user_id"u8, user);
            json.WriteEndObject();
        }
    }

    private static void WriteOwn(Utf8JsonWriter json, Conversation conversation, RequestTarget target)
    {
        if (conversation.Dialect != Dialect.Messages)
        {
            return;
        }

        conversation.Parameters.TakeOwnParts();
        Carry(json, conversation.Parameters, Parameter.ServiceTier, "service_tier"u8);
        foreach (var member in conversation.Parameters.TakeRest())
        {
            if (target.AnthropicVersion is null || !member.Is("anthropic_version"u8))
            {
                json.WritePropertyName(member.Name.Inner);
                json.Write(member.Value);
            }
        }
    }

    private static void Carry(Utf8JsonWriter json, Parameters parameters, Parameter parameter, ReadOnlySpan<byte> name, bool isTaken = true)
    {
        if (isTaken && parameters.TryTake(parameter, out var value))
        {
            json.Write(name, value);
        }
    }
}
