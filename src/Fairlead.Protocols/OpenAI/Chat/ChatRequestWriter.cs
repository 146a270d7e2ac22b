using System.Buffers;
using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Chat;

/// <summary>Writes a chat completion request. Source: https://platform.openai.com/docs/api-reference/chat/create</summary>
public sealed class ChatRequestWriter : IRequestWriter
{
    /// <inheritdoc/>
    public void Write(Conversation conversation, RequestTarget target, IBufferWriter<byte> output)
    {
        ToolNameMap.Apply(conversation, Dialect.Chat);
        conversation.LoseCacheControl();
        using var writer = JsonWriting.CreateWriter(output);
        writer.WriteStartObject();
        writer.WriteIfPresent("model"u8, target.Model);
        ChatMessageWriter.Write(writer, conversation, target.ReturnsReasoning);
        ChatTools.Write(writer, conversation);
        ChatTools.WriteChoice(writer, conversation);
        WriteFormat(writer, conversation, target);
        WriteReasoning(writer, conversation);
        WriteSampling(writer, conversation, target);
        if (ChatTools.HasTools(conversation))
        {
            Carry(writer, conversation.Parameters, Parameter.ParallelToolCalls, "parallel_tool_calls"u8);
        }

        WriteFamily(writer, conversation);
        WriteStream(writer, target);
        writer.WriteEndObject();
    }

    private static void WriteFormat(Utf8JsonWriter writer, Conversation conversation, RequestTarget target)
    {
        if (conversation.Output is not { } format || (format.Schema.IsPresent && !target.TakesSchema))
        {
            return;
        }

        conversation.Parameters.Take(Parameter.Output);
        writer.WriteStartObject("response_format"u8);
        writer.WriteString("type"u8, format.Schema.IsPresent ? "json_schema"u8 : "json_object"u8);
        if (format.Schema.IsPresent)
        {
            writer.WriteStartObject("json_schema"u8);
            writer.Write("name"u8, format.Name.IsPresent ? format.Name : ChatWords.SchemaName);
            writer.WriteIfPresent("description"u8, format.Description);
            writer.Write("schema"u8, format.Schema);
            writer.WriteIfPresent("strict"u8, format.Strict);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteReasoning(Utf8JsonWriter writer, Conversation conversation)
    {
        if (conversation.Reasoning is not { } reasoning)
        {
            return;
        }

        var effort = reasoning.Effort.IsPresent ? reasoning.Effort
            : reasoning.Budget.AsInt64() is { } budget ? ReasoningEffort.ToEffort(budget)
            : default;
        if (!effort.IsPresent)
        {
            return;
        }

        conversation.Parameters.Take(Parameter.Reasoning);
        writer.Write("reasoning_effort"u8, effort);
        if (reasoning.IsAdaptive)
        {
            conversation.Parameters.Lose(Parameter.Reasoning, "that the model decides how long to think");
        }

        if (reasoning.Summary.IsPresent)
        {
            conversation.Parameters.Lose(Parameter.Reasoning, "summary");
        }
    }

    private static void WriteSampling(Utf8JsonWriter writer, Conversation conversation, RequestTarget target)
    {
        var parameters = conversation.Parameters;
        if (parameters.TryTake(Parameter.MaxTokens, out var most))
        {
            writer.WritePropertyName(target.MaxTokensField);
            writer.Write(most);
        }

        Carry(writer, parameters, Parameter.Temperature, "temperature"u8);
        Carry(writer, parameters, Parameter.TopP, "top_p"u8);
        if (parameters.Peek(Parameter.Stop) is not { IsArray: true, First.IsPresent: false })
        {
            Carry(writer, parameters, Parameter.Stop, "stop"u8);
        }

        Carry(writer, parameters, Parameter.Seed, "seed"u8);
        Carry(writer, parameters, Parameter.Choices, "n"u8);
        Carry(writer, parameters, Parameter.FrequencyPenalty, "frequency_penalty"u8);
        Carry(writer, parameters, Parameter.PresencePenalty, "presence_penalty"u8);
        WriteLogProbs(writer, parameters);
        Carry(writer, parameters, Parameter.Verbosity, "verbosity"u8);
        EndUser.Write(writer, conversation);
        Carry(writer, parameters, Parameter.PromptCacheKey, "prompt_cache_key"u8);
    }

    // A number of likeliest tokens is refused, zero too, unless log probabilities are asked for.
    private static void WriteLogProbs(Utf8JsonWriter writer, Parameters parameters)
    {
        var isWanted = parameters.Peek(Parameter.LogProbs).IsTrue;
        Carry(writer, parameters, Parameter.LogProbs, "logprobs"u8);
        if (isWanted)
        {
            Carry(writer, parameters, Parameter.TopLogProbs, "top_logprobs"u8);
        }
    }

    // Words that OpenAI's dialects share: they mean nothing, or something else, to other vendors' clients. Metadata is for what the vendor keeps,
    // and refused without store.
    private static void WriteFamily(Utf8JsonWriter writer, Conversation conversation)
    {
        if (conversation.Dialect is not (Dialect.Chat or Dialect.Responses))
        {
            return;
        }

        Carry(writer, conversation.Parameters, Parameter.ServiceTier, "service_tier"u8);
        foreach (var name in ChatWords.Shared)
        {
            if (conversation.Parameters.TryTakeRest(name.Inner, out var value))
            {
                writer.WritePropertyName(name.Inner);
                writer.Write(value);
            }
        }
    }

    private static void WriteStream(Utf8JsonWriter writer, RequestTarget target)
    {
        if (!target.IsStream)
        {
            return;
        }

        writer.WriteBoolean("stream"u8, true);
        writer.WriteStartObject("stream_options"u8);
        writer.WriteBoolean("include_usage"u8, true);
        writer.WriteEndObject();
    }

    private static void Carry(Utf8JsonWriter writer, Parameters parameters, Parameter parameter, ReadOnlySpan<byte> name)
    {
        if (parameters.TryTake(parameter, out var value))
        {
            writer.Write(name, value);
        }
    }
}
