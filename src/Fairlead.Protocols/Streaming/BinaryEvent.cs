namespace Fairlead.Protocols.Streaming;

/// <summary>A message of AWS's event stream where it lies in a buffer. It is valid for as long as the buffer is.</summary>
public readonly struct BinaryEvent
{
    private readonly ReadOnlyMemory<byte> headers;

    internal BinaryEvent(ReadOnlyMemory<byte> headers, ReadOnlyMemory<byte> payload)
    {
        this.headers = headers;
        Payload = payload;
    }

    /// <summary>Its headers, in order.</summary>
    public BinaryHeaders Headers => new(headers.Span);

    /// <summary>Its payload.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>What it tells; an event when it does not say.</summary>
    public BinaryEventKind Kind
    {
        get
        {
            var type = Find(":message-type"u8);
            return type.SequenceEqual("exception"u8) ? BinaryEventKind.Exception
                : type.SequenceEqual("error"u8) ? BinaryEventKind.Error
                : BinaryEventKind.Event;
        }
    }

    /// <summary>The event's, the exception's or the error's name: <c>:event-type</c>, <c>:exception-type</c> or <c>:error-code</c>; empty when it has none.</summary>
    public ReadOnlySpan<byte> Name => Find(Kind switch
    {
        BinaryEventKind.Exception => ":exception-type"u8,
        BinaryEventKind.Error => ":error-code"u8,
        _ => ":event-type"u8,
    });

    /// <summary>The words of an error: <c>:error-message</c>; empty when there are none.</summary>
    public ReadOnlySpan<byte> ErrorMessage => Find(":error-message"u8);

    private ReadOnlySpan<byte> Find(ReadOnlySpan<byte> name)
    {
        foreach (var header in Headers)
        {
            if (header.Type == BinaryHeaderType.Text && header.Name.SequenceEqual(name))
            {
                return header.Value;
            }
        }

        return default;
    }
}
