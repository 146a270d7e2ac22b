using System.Security.Cryptography;
using System.Text;

namespace Fairlead.Simulator.Http;

/// <summary>A body read as it comes: counted and hashed, only its beginning kept.</summary>
internal sealed class UploadStream(Stream source) : Stream
{
    private const int KeptBytes = 65_536;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly MemoryStream head = new();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => BytesRead;
        set => throw new NotSupportedException();
    }

    internal long BytesRead { get; private set; }

    /// <summary>Whether the client left before it had sent everything.</summary>
    internal bool BrokeOff { get; private set; }

    internal string Head => Encoding.UTF8.GetString(head.GetBuffer().AsSpan(0, (int)head.Length));

    internal string Sha256() => Convert.ToHexStringLower(hash.GetCurrentHash());

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            int read = await source.ReadAsync(buffer, cancellationToken);
            Count(buffer.Span[..read]);
            return read;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            BrokeOff = true;
            throw;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            hash.Dispose();
            head.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Count(ReadOnlySpan<byte> bytes)
    {
        hash.AppendData(bytes);
        head.Write(bytes[..(int)Math.Min(bytes.Length, KeptBytes - head.Length)]);
        BytesRead += bytes.Length;
    }
}
