using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Anthropic.Messages;

/// <summary>Reads a Messages request. Source: https://docs.anthropic.com/en/api/messages</summary>
public sealed class MessagesRequestReader : IRequestReader
{
    private static readonly Vocabulary Fields = new(
        ("max_tokens", Parameter.MaxTokens),
        ("temperature", Parameter.Temperature),
        ("top_p", Parameter.TopP),
        ("top_k", Parameter.TopK),
        ("stop_sequences", Parameter.Stop),
        ("tools", Parameter.Tools),
        ("tool_choice", Parameter.ToolChoice),
        ("service_tier", Parameter.ServiceTier));

    /// <inheritdoc/>
    public RequestProblem? TryRead(JsonSlice body, out Conversation conversation)
    {
        conversation = new Conversation { Dialect = Dialect.Messages };
        MessagesItems.ReadSystem(body["system"u8], conversation);
        var instructions = conversation.Items.Count;
        foreach (var member in body.Members)
        {
            if (ReadField(member, conversation) is { } problem)
            {
                return problem;
            }
        }

        return conversation.Items.Count > instructions ? null : RequestProblems.Required("messages");
    }

    private static RequestProblem? ReadField(JsonMember field, Conversation conversation)
    {
        var value = field.Value;
        var parameters = conversation.Parameters;
        if (field.Is("model"u8))
        {
            conversation.Reply.Model = value.Copy();
        }
        else if (field.Is("stream"u8))
        {
            conversation.IsStream = value.IsTrue;
        }
        else if (field.Is("messages"u8))
        {
            parameters.Add(Parameter.Items, field.Name, value, isTaken: true);
            return MessagesItems.Read(value, conversation);
        }
        else if (field.Is("system"u8))
        {
            parameters.Add(Parameter.Instructions, field.Name, value, isTaken: true);
        }
        else if (Fields.Find(field) is { } parameter)
        {
            parameters.Add(parameter, field.Name, value);
            return ReadTyped(parameter, field, conversation);
        }
        else
        {
            ReadComposed(field, conversation);
        }

        return null;
    }

    private static RequestProblem? ReadTyped(Parameter parameter, JsonMember field, Conversation conversation)
    {
        if (parameter == Parameter.ToolChoice)
        {
            MessagesTools.ReadChoice(field, conversation);
        }

        return parameter == Parameter.Tools ? MessagesTools.Read(field.Value, conversation) : null;
    }

    // Fields whose members have meanings of their own elsewhere.
    private static void ReadComposed(JsonMember field, Conversation conversation)
    {
        if (field.Is("thinking"u8) && MessagesThinking.TryRead(field.Value, conversation))
        {
            conversation.Parameters.Add(Parameter.Reasoning, field.Name, field.Value);
        }
        else if (field.Is("output_config"u8))
        {
            MessagesOutput.Read(field, conversation);
        }
        else if (field.Is("output_format"u8) && field.Value.IsObject)
        {
            MessagesOutput.ReadFormat(field.Name, field.Value, conversation);
        }
        else if (field.Is("metadata"u8) && field.Value["user_id"u8] is { IsString: true } user)
        {
            conversation.Parameters.Add(Parameter.User, field.Name, user);
            foreach (var member in field.Value.Members)
            {
                if (!member.Is("user_id"u8))
                {
                    conversation.Parameters.Lose(Parameter.User, $"the member {member.Name.AsString()}");
                }
            }
        }
        else
        {
            conversation.Parameters.AddRest(field.Name, field.Value);
        }
    }
}
