using Fairlead.Protocols.Anthropic;
using Fairlead.Protocols.Anthropic.Messages;
using Fairlead.Protocols.Bedrock;
using Fairlead.Protocols.Bedrock.Converse;
using Fairlead.Protocols.Gemini;
using Fairlead.Protocols.OpenAI;
using Fairlead.Protocols.OpenAI.Chat;
using Fairlead.Protocols.OpenAI.Responses;

namespace Fairlead.Protocols;

/// <summary>The codec of each dialect.</summary>
public static class Codecs
{
    /// <summary>All of them, in the order of <see cref="Dialect"/>.</summary>
    public static IReadOnlyList<Codec> All { get; } =
    [
        new Codec
        {
            Dialect = Dialect.Chat,
            RequestReader = new ChatRequestReader(),
            RequestWriter = new ChatRequestWriter(),
            ReplyReader = new ChatReplyReader(),
            CreateStreamReader = static id => new ChatReplyStreamReader(id),
            CreateWriter = static (context, output) => new ChatReplyWriter(context, output),
            CreateStreamWriter = static (context, output) => new ChatReplyStreamWriter(context, output),
            ReadError = static (body, _) => OpenAIErrors.Read(body),
        },
        new Codec
        {
            Dialect = Dialect.Responses,
            RequestReader = new ResponsesRequestReader(),
            RequestWriter = new ResponsesRequestWriter(),
            ReplyReader = new ResponsesReplyReader(),
            CreateStreamReader = static id => new ResponsesReplyStreamReader(id),
            CreateWriter = static (context, output) => new ResponsesReplyWriter(context, output),
            CreateStreamWriter = static (context, output) => new ResponsesReplyStreamWriter(context, output),
            ReadError = static (body, _) => OpenAIErrors.Read(body),
        },
        new Codec
        {
            Dialect = Dialect.Messages,
            RequestReader = new MessagesRequestReader(),
            RequestWriter = new MessagesRequestWriter(),
            ReplyReader = new MessagesReplyReader(),
            CreateStreamReader = static id => new MessagesReplyStreamReader(id),
            CreateWriter = static (context, output) => new MessagesReplyWriter(context, output),
            CreateStreamWriter = static (context, output) => new MessagesReplyStreamWriter(context, output),
            ReadError = static (body, _) => AnthropicErrors.Read(body),
        },
        new Codec
        {
            Dialect = Dialect.Gemini,
            RequestWriter = new GeminiRequestWriter(),
            ReplyReader = new GeminiReplyReader(),
            CreateStreamReader = static id => new GeminiReplyStreamReader(id),
            ReadError = static (body, _) => GoogleErrors.Read(body),
        },
        new Codec
        {
            Dialect = Dialect.Converse,
            RequestWriter = new ConverseRequestWriter(),
            ReplyReader = new ConverseReplyReader(),
            CreateStreamReader = static _ => new ConverseReplyStreamReader(),
            ReadError = BedrockErrors.Read,
        },
    ];

    /// <summary>The codec of a dialect.</summary>
    public static Codec Of(Dialect dialect) => All[(int)dialect];
}
