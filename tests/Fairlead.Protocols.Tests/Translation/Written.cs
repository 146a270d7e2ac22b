using System.Buffers;
using System.Text;
using Fairlead.Protocols.Conversations;

namespace Fairlead.Protocols.Tests.Translation;

/// <summary>Writes requests that a test puts together itself.</summary>
internal static class Written
{
    /// <summary>The body of a request with these items.</summary>
    public static string Request(Dialect upstream, Conversation conversation, RequestTarget? target = null)
    {
        var output = new ArrayBufferWriter<byte>();
        Codecs.Of(upstream).RequestWriter.Write(conversation, target ?? new RequestTarget(), output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>What was lost of the items.</summary>
    public static string[] Losses(Conversation conversation) => [.. conversation.Parameters.Losses.Select(static loss => loss.Part ?? loss.Field)];
}
