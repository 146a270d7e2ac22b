using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Chat;

/// <summary>Reads a chat completion request. Source: https://platform.openai.com/docs/api-reference/chat/create</summary>
public sealed class ChatRequestReader : IRequestReader
{
    private static readonly Vocabulary Fields = new(
        ("temperature", Parameter.Temperature),
        ("top_p", Parameter.TopP),
        ("top_k", Parameter.TopK),
        ("max_tokens", Parameter.MaxTokens),
        ("max_completion_tokens", Parameter.MaxTokens),
        ("stop", Parameter.Stop),
        ("seed", Parameter.Seed),
        ("n", Parameter.Choices),
        ("frequency_penalty", Parameter.FrequencyPenalty),
        ("presence_penalty", Parameter.PresencePenalty),
        ("logprobs", Parameter.LogProbs),
        ("top_logprobs", Parameter.TopLogProbs),
        ("parallel_tool_calls", Parameter.ParallelToolCalls),
        ("response_format", Parameter.Output),
        ("verbosity", Parameter.Verbosity),
        ("reasoning_effort", Parameter.Reasoning),
        ("tools", Parameter.Tools),
        ("tool_choice", Parameter.ToolChoice),
        ("user", Parameter.User),
        ("metadata", Parameter.Metadata),
        ("service_tier", Parameter.ServiceTier),
        ("prompt_cache_key", Parameter.PromptCacheKey),
        ("store", Parameter.Store));

    /// <inheritdoc/>
    public RequestProblem? TryRead(JsonSlice body, out Conversation conversation)
    {
        conversation = new Conversation { Dialect = Dialect.Chat };
        foreach (var member in body.Members)
        {
            if (ReadField(member, conversation) is { } problem)
            {
                return problem;
            }
        }

        return conversation.Items.Count > 0 ? null : RequestProblems.Required("messages");
    }

    private static RequestProblem? ReadField(JsonMember field, Conversation conversation)
    {
        var value = field.Value;
        if (field.Is("model"u8))
        {
            conversation.Reply.Model = value.Copy();
        }
        else if (field.Is("stream"u8))
        {
            conversation.IsStream = value.IsTrue;
        }
        else if (field.Is("stream_options"u8))
        {
            conversation.Reply.IncludesUsage = value["include_usage"u8].IsTrue;
        }
        else if (field.Is("messages"u8))
        {
            conversation.Parameters.Add(Parameter.Items, field.Name, value, isTaken: true);
            return ChatMessages.Read(value, conversation);
        }
        else if (Fields.Find(field) is { } parameter)
        {
            conversation.Parameters.Add(parameter, field.Name, value);
            return ReadTyped(parameter, value, conversation);
        }
        else
        {
            conversation.Parameters.AddRest(field.Name, value);
        }

        return null;
    }

    private static RequestProblem? ReadTyped(Parameter parameter, JsonSlice value, Conversation conversation)
    {
        switch (parameter)
        {
            case Parameter.Tools:
                return ChatTools.Read(value, conversation);
            case Parameter.ToolChoice:
                conversation.ToolChoice = ChatTools.ReadChoice(value);
                break;
            case Parameter.Output:
                conversation.Output = ReadFormat(value);
                break;
            case Parameter.Reasoning when value.IsString:
                conversation.Reasoning = new Reasoning { Effort = value, IsOff = ReasoningEffort.IsNone(value) };
                break;
            default:
                break;
        }

        return null;
    }

    private static OutputFormat? ReadFormat(JsonSlice format)
    {
        var schema = format["json_schema"u8];
        return format["type"u8] switch
        {
            var type when type.Is("json_object"u8) => new OutputFormat(),
            var type when type.Is("json_schema"u8) => new OutputFormat
            {
                Schema = schema["schema"u8],
                Name = schema["name"u8],
                Description = schema["description"u8],
                Strict = schema["strict"u8],
            },
            _ => null,
        };
    }
}
