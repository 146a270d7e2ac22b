using System.Buffers;
using System.Text;
using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.Streaming;
using Xunit;

namespace Fairlead.Protocols.Tests.Translation;

/// <summary>Runs translations as the gateway does.</summary>
internal static class Translated
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The request in another dialect, and the fields that it lost.</summary>
    public static (byte[] Body, IReadOnlyList<Loss> Losses, ReplyContext Reply) Request(ReadOnlyMemory<byte> body, Dialect client, Dialect upstream)
    {
        var conversation = Read(body, client);
        var output = new ArrayBufferWriter<byte>();
        var target = new RequestTarget
        {
            Model = upstream is Dialect.Gemini or Dialect.Converse ? default : JsonSlice.Of("upstream-model"),
            IsStream = conversation.IsStream,
        };
        Codecs.Of(upstream).RequestWriter.Write(conversation, target, output);
        return (output.WrittenSpan.ToArray(), [.. conversation.Parameters.Losses], conversation.Reply);
    }

    /// <summary>Reads a request that is valid.</summary>
    public static Conversation Read(ReadOnlyMemory<byte> body, Dialect client)
    {
        Assert.True(JsonSlice.TryParse(body, out var json));
        Assert.Null(Codecs.Of(client).RequestReader!.TryRead(json, out var conversation));
        return conversation;
    }

    /// <summary>What a test knows of a request whose answer it translates.</summary>
    public static ReplyContext Context() => new() { Model = JsonSlice.Of("asked-model"), Id = "0123456789abcdefghijklmn", CreatedAt = 1_760_000_000, IncludesUsage = true };

    /// <summary>A whole answer in another dialect.</summary>
    public static byte[] Reply(ReadOnlyMemory<byte> body, Dialect upstream, Dialect client, ReplyContext? context = null)
    {
        Assert.True(JsonSlice.TryParse(body, out var json));
        var output = new ArrayBufferWriter<byte>();
        Assert.True(Codecs.Of(upstream).ReplyReader.TryRead(json, Codecs.Of(client).CreateWriter!(context ?? Context(), output)));
        return output.WrittenSpan.ToArray();
    }

    /// <summary>A streamed answer in another dialect.</summary>
    public static byte[] Stream(IEnumerable<(string Name, byte[] Data)> events, Dialect upstream, Dialect client, ReplyContext? context = null)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = Codecs.Of(client).CreateStreamWriter!(context ?? Context(), output);
        var reader = Codecs.Of(upstream).CreateStreamReader("0123456789abcdefghijklmn");
        foreach (var (name, data) in events)
        {
            reader.Read(Encoding.UTF8.GetBytes(name), data, writer);
        }

        reader.Close(writer);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The events of a golden stream: server-sent events, for Bedrock too, whose framing has tests of its own.</summary>
    public static IEnumerable<(string Name, byte[] Data)> Events(byte[] stream)
    {
        var events = new List<(string, byte[])>();
        ReadOnlySpan<byte> rest = stream;
        while (ServerSentEvents.TryTake(ref rest, out var whole))
        {
            var name = "";
            foreach (var line in ServerSentEvents.Lines(whole))
            {
                name = whole[line].StartsWith("event: "u8) ? Encoding.UTF8.GetString(whole[line][7..]) : name;
            }

            events.Add((name, ServerSentEvents.Data(whole).ToArray()));
        }

        return events;
    }

    /// <summary>JSON for people, numbers and strings as they are.</summary>
    public static string Pretty(ReadOnlyMemory<byte> json, IReadOnlyList<Loss>? losses = null)
    {
        using var document = JsonDocument.Parse(json);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Indented))
        {
            writer.WriteCopy(document.RootElement);
        }

        var lost = losses is null ? "" : string.Concat(losses.Select(static loss => $"// lost: {loss.Field}{(loss.Part is null ? "" : $": {loss.Part}")}\n"));
        return $"{lost}{Encoding.UTF8.GetString(buffer.WrittenSpan)}\n";
    }
}
