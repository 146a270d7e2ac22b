using Fairlead.Protocols.OpenAI;
using Fairlead.Protocols.OpenAI.Chat;

namespace Fairlead.Protocols;

/// <summary>The codec of each dialect.</summary>
public static class Codecs
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Codec> All { get; } =
    [
        new Codec
        {
            Dialect = Dialect.Chat,
            RequestReader = new ChatRequestReader(),
            RequestWriter = new ChatRequestWriter(),
            ReplyReader = new ChatReplyReader(),
            CreateStreamReader = static _ => new ChatReplyStreamReader(),
            CreateWriter = static (context, output) => new ChatReplyWriter(context, output),
            CreateStreamWriter = static (context, output) => new ChatReplyStreamWriter(context, output),
            ReadError = OpenAIErrors.Read,
        },
    ];

    /// <summary>The codec of a dialect.</summary>
    public static Codec Of(Dialect dialect) => All.First(codec => codec.Dialect == dialect);
}
