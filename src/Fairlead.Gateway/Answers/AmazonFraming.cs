namespace Fairlead.Gateway.Answers;

/// <summary>Amazon's event stream: <c>application/vnd.amazon.eventstream</c>.</summary>
internal sealed class AmazonFraming : IEventFraming
{
    public string? Problem => "not there yet";

    public void Add(ReadOnlySpan<byte> piece) => throw new NotSupportedException();

    public bool TryTake(out ReadOnlySpan<byte> name, out ReadOnlyMemory<byte> data) => throw new NotSupportedException();

    public void Close() => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
