using System.Buffers;
using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>
/// Writes a request for a response that the vendor does not keep: <c>store</c> is false, and where thinking is asked for, its proofs
/// come encrypted, so that the next turn can send them back. Source: https://platform.openai.com/docs/api-reference/responses/create
/// </summary>
public sealed class ResponsesRequestWriter : IRequestWriter
{
    // The vendor refuses less (vectorize-io/hindsight issue 58); Claude Code asks for one token when it tries a key.
    private const int LeastOutputTokens = 16;

    /// <inheritdoc/>
    public void Write(Conversation conversation, RequestTarget target, IBufferWriter<byte> output)
    {
        ToolNameMap.Apply(conversation, Dialect.Responses);
        conversation.LoseCacheControl();
        if (conversation.Dialect == Dialect.Responses)
        {
            conversation.Parameters.TakeOwnParts();
        }

        using var writer = JsonWriting.CreateWriter(output);
        writer.WriteStartObject();
        writer.WriteIfPresent("model"u8, target.Model);
        ResponsesInputWriter.Write(writer, conversation);
        ResponsesToolWriter.Write(writer, conversation);
        ResponsesToolWriter.WriteChoice(writer, conversation);
        WriteText(writer, conversation, target);
        WriteReasoning(writer, conversation);
        WriteSampling(writer, conversation);
        WriteInclude(writer, conversation);
        WriteFamily(writer, conversation);
        writer.WriteBoolean("store"u8, false);
        if (target.IsStream)
        {
            writer.WriteBoolean("stream"u8, true);
        }

        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, Conversation conversation, RequestTarget target)
    {
        var format = conversation.Output is { } wanted && (target.TakesSchema || !wanted.Schema.IsPresent) ? wanted : null;
        var hasVerbosity = conversation.Parameters.TryTake(Parameter.Verbosity, out var verbosity);
        if (format is null && !hasVerbosity)
        {
            return;
        }

        writer.WriteStartObject("text"u8);
        if (format is not null)
        {
            conversation.Parameters.Take(Parameter.Output);
            WriteFormat(writer, format);
        }

        writer.WriteIfPresent("verbosity"u8, verbosity);
        writer.WriteEndObject();
    }

    private static void WriteFormat(Utf8JsonWriter writer, OutputFormat format)
    {
        writer.WriteStartObject("format"u8);
        writer.WriteString("type"u8, format.Schema.IsPresent ? "json_schema"u8 : "json_object"u8);
        if (format.Schema.IsPresent)
        {
            writer.Write("name"u8, format.Name.IsPresent ? format.Name : ResponsesWords.SchemaName);
            writer.WriteIfPresent("description"u8, format.Description);
            writer.Write("schema"u8, format.Schema);
            writer.WriteIfPresent("strict"u8, format.Strict);
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
            : reasoning.Budget.AsInt64() is { } budget and > 0 ? ReasoningEffort.ToEffort(budget)
            : default;

        // Clients of Messages that have a model think are shown its thoughts unless they say otherwise; OpenAI shows none that nobody asks for.
        var isShown = reasoning.IsShown ?? (conversation.Dialect == Dialect.Messages && !reasoning.IsOff);
        var summary = reasoning.Summary.IsPresent ? reasoning.Summary : isShown ? ResponsesWords.Auto : default;
        if (!effort.IsPresent && !summary.IsPresent)
        {
            return;
        }

        conversation.Parameters.Take(Parameter.Reasoning);
        if (reasoning.IsAdaptive)
        {
            conversation.Parameters.Lose(Parameter.Reasoning, "that the model decides how long to think");
        }

        writer.WriteStartObject("reasoning"u8);
        writer.WriteIfPresent("effort"u8, effort);
        writer.WriteIfPresent("summary"u8, summary);
        writer.WriteEndObject();
    }

    private static void WriteSampling(Utf8JsonWriter writer, Conversation conversation)
    {
        var parameters = conversation.Parameters;
        if (parameters.TryTake(Parameter.MaxTokens, out var most))
        {
            writer.Write("max_output_tokens"u8, most.AsInt64() is > 0 and < LeastOutputTokens ? JsonSlice.Of(LeastOutputTokens) : most);
        }

        Carry(writer, parameters, Parameter.Temperature, "temperature"u8);
        Carry(writer, parameters, Parameter.TopP, "top_p"u8);
        Carry(writer, parameters, Parameter.TopLogProbs, "top_logprobs"u8);
        Carry(writer, parameters, Parameter.ParallelToolCalls, "parallel_tool_calls"u8);
        EndUser.Write(writer, conversation);
        Carry(writer, parameters, Parameter.PromptCacheKey, "prompt_cache_key"u8);
    }

    // A model that does not think refuses to be asked for encrypted thoughts.
    private static void WriteInclude(Utf8JsonWriter writer, Conversation conversation)
    {
        var wantsLogProbs = conversation.Parameters.TryTake(Parameter.LogProbs, out var value) && value.IsTrue;
        var thinks = conversation.Reasoning is { IsOff: false } || conversation.Items.Exists(static item => item.Blocks.Exists(static block => block is ReasoningBlock));
        if (!wantsLogProbs && !thinks)
        {
            return;
        }

        writer.WriteStartArray("include"u8);
        if (thinks)
        {
            writer.WriteStringValue("reasoning.encrypted_content"u8);
        }

        if (wantsLogProbs)
        {
            writer.WriteStringValue(ResponsesOptions.LogProbsInclusion);
        }

        writer.WriteEndArray();
    }

    // Words that OpenAI's dialects share: they mean nothing, or something else, to other vendors' clients.
    private static void WriteFamily(Utf8JsonWriter writer, Conversation conversation)
    {
        if (conversation.Dialect is not (Dialect.Chat or Dialect.Responses))
        {
            return;
        }

        Carry(writer, conversation.Parameters, Parameter.Metadata, "metadata"u8);
        Carry(writer, conversation.Parameters, Parameter.ServiceTier, "service_tier"u8);
        foreach (var name in conversation.Dialect == Dialect.Responses ? ResponsesWords.Own : ResponsesWords.Shared)
        {
            if (conversation.Parameters.TryTakeRest(name.Inner, out var value))
            {
                writer.WritePropertyName(name.Inner);
                writer.Write(value);
            }
        }
    }

    private static void Carry(Utf8JsonWriter writer, Parameters parameters, Parameter parameter, ReadOnlySpan<byte> name)
    {
        if (parameters.TryTake(parameter, out var value))
        {
            writer.Write(name, value);
        }
    }
}
