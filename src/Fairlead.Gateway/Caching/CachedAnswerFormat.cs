using System.Buffers;
using System.Text;
using Fairlead.Protocols;
using Microsoft.Extensions.Caching.Hybrid;

namespace Fairlead.Gateway.Caching;

/// <summary>Answers as bytes, for a store outside the process: a version, the head's fields, the body.</summary>
internal sealed class CachedAnswerFormat : IHybridCacheSerializer<CachedAnswer>
{
    private const byte Version = 2;

    /// <summary>Stands for what another version wrote: an answer that is not good any more.</summary>
    private static readonly CachedAnswer Foreign = new()
    {
        Head = new AnswerHead { Status = 0, ContentType = "", IsEventStream = false, Headers = [], DroppedParams = [], ServedBy = "" },
        Body = default,
        StoredAt = DateTimeOffset.MinValue,
        ExpiresAt = DateTimeOffset.MinValue,
    };

    public void Serialize(CachedAnswer value, IBufferWriter<byte> target)
    {
        using var head = new MemoryStream();
        using (var writer = new BinaryWriter(head, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Version);
            writer.Write(value.StoredAt.UtcTicks);
            writer.Write(value.ExpiresAt.UtcTicks);
            Write(writer, value.Usage);
            Write(writer, value.Head);
        }

        target.Write(head.GetBuffer().AsSpan(0, (int)head.Length));
        target.Write(value.Body.Span);
    }

    public CachedAnswer Deserialize(ReadOnlySequence<byte> source)
    {
        var bytes = source.ToArray();
        using var stream = new MemoryStream(bytes);
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        try
        {
            return reader.ReadByte() != Version ? Foreign : new CachedAnswer
            {
                StoredAt = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
                ExpiresAt = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
                Usage = ReadUsage(reader),
                Head = ReadHead(reader),
                Body = bytes.AsMemory((int)stream.Position),
            };
        }
        catch (Exception exception) when (exception is EndOfStreamException or ArgumentException or FormatException)
        {
            return Foreign;
        }
    }

    private static void Write(BinaryWriter writer, Usage? usage)
    {
        writer.Write(usage is not null);
        if (usage is { } known)
        {
            writer.Write(known.InputTokens);
            writer.Write(known.OutputTokens);
            writer.Write(known.CachedTokens);
            writer.Write(known.ReasoningTokens);
            writer.Write(known.CacheWriteTokens);
        }
    }

    private static Usage? ReadUsage(BinaryReader reader) =>
        reader.ReadBoolean() ? new Usage(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64()) : null;

    private static void Write(BinaryWriter writer, AnswerHead head)
    {
        writer.Write7BitEncodedInt(head.Status);
        writer.Write(head.IsEventStream);
        writer.Write(head.ContentType);
        writer.Write(head.ServedBy);
        writer.Write(head.Origin);
        writer.Write7BitEncodedInt(head.Headers.Count);
        foreach (var (name, value) in head.Headers)
        {
            writer.Write(name);
            writer.Write(value);
        }

        writer.Write7BitEncodedInt(head.DroppedParams.Count);
        foreach (var name in head.DroppedParams)
        {
            writer.Write(name);
        }
    }

    private static AnswerHead ReadHead(BinaryReader reader) => new()
    {
        Status = reader.Read7BitEncodedInt(),
        IsEventStream = reader.ReadBoolean(),
        ContentType = reader.ReadString(),
        ServedBy = reader.ReadString(),
        Origin = reader.ReadString(),
        Headers = ReadList(reader, static from => new KeyValuePair<string, string>(from.ReadString(), from.ReadString())),
        DroppedParams = ReadList(reader, static from => from.ReadString()),
    };

    private static List<T> ReadList<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var items = new List<T>();
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            items.Add(read(reader));
        }

        return items;
    }
}
