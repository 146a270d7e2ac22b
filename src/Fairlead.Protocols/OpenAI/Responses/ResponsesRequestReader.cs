using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>
/// Reads a request for a response. <c>store</c> and <c>previous_response_id</c> are the gateway's own matter and count as taken.
/// Source: https://platform.openai.com/docs/api-reference/responses/create
/// </summary>
public sealed class ResponsesRequestReader : IRequestReader
{
    private static readonly Vocabulary Fields = new(
        ("temperature", Parameter.Temperature),
        ("top_p", Parameter.TopP),
        ("max_output_tokens", Parameter.MaxTokens),
        ("top_logprobs", Parameter.TopLogProbs),
        ("parallel_tool_calls", Parameter.ParallelToolCalls),
        ("tools", Parameter.Tools),
        ("tool_choice", Parameter.ToolChoice),
        ("reasoning", Parameter.Reasoning),
        ("instructions", Parameter.Instructions),
        ("user", Parameter.User),
        ("metadata", Parameter.Metadata),
        ("service_tier", Parameter.ServiceTier),
        ("prompt_cache_key", Parameter.PromptCacheKey));

    /// <inheritdoc/>
    public RequestProblem? TryRead(JsonSlice body, out Conversation conversation)
    {
        conversation = new Conversation { Dialect = Dialect.Responses };
        foreach (var member in body.Members)
        {
            if (ReadField(member, conversation) is { } problem)
            {
                return problem;
            }
        }

        AddInstructions(conversation);
        ResponsesTools.ReadMore(conversation.Parameters.Peek(Parameter.Items), conversation);
        ResponsesOptions.ImplyLogProbs(conversation.Parameters);
        conversation.Reply.Echo = ResponsesEcho.Of(body);
        return conversation.Parameters.Has(Parameter.Items) ? null : RequestProblems.Required("input");
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
        else if (field.Is("input"u8))
        {
            conversation.Parameters.Add(Parameter.Items, field.Name, value, isTaken: true);
            return ResponsesItems.Read(value, conversation);
        }
        else if (Fields.Find(field) is { } parameter)
        {
            conversation.Parameters.Add(parameter, field.Name, value);
            return ReadTyped(parameter, value, conversation);
        }
        else
        {
            ResponsesOptions.Read(field, conversation);
        }

        return null;
    }

    private static RequestProblem? ReadTyped(Parameter parameter, JsonSlice value, Conversation conversation)
    {
        switch (parameter)
        {
            case Parameter.Tools:
                return ResponsesTools.Read(value, conversation);
            case Parameter.ToolChoice:
                conversation.ToolChoice = ResponsesTools.ReadChoice(value, conversation.Parameters);
                break;
            case Parameter.Instructions when !value.IsNull && !value.IsString:
                return RequestProblems.Type("instructions", "a string");
            case Parameter.Reasoning when value.IsObject:
                conversation.Reasoning = ResponsesOptions.ReadReasoning(value);
                break;
            default:
                break;
        }

        return null;
    }

    private static void AddInstructions(Conversation conversation)
    {
        if (conversation.Parameters.Peek(Parameter.Instructions) is { IsString: true } text)
        {
            var item = new Item { Role = Role.System };
            item.Blocks.Add(new TextBlock(text));
            conversation.Items.Insert(0, item);
        }
    }
}
