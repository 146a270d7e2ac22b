using System.Net;
using System.Text;

namespace Fairlead.Gateway.Tests.Uploads;

/// <summary>A form with a file of any length, made as it is sent.</summary>
internal sealed class LongForm : HttpContent
{
    private const string FileHead = $"--{Form.Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"long.mp3\"\r\n\r\n";
    private static readonly string Model = Encoding.UTF8.GetString(new Form().Field("model", "openai-compatible/whisper-1").Open);

    private readonly byte[] before;
    private readonly byte[] after;
    private readonly int chunks;
    private readonly Action atEnd;
    private readonly byte[] chunk = new byte[64 * 1024];

    /// <summary>Makes a form.</summary>
    /// <param name="length">The file's length, a multiple of 64 KiB.</param>
    /// <param name="isModelFirst">Whether the model comes before the file.</param>
    /// <param name="atEnd">Called when the file has been sent, and the form's end has not.</param>
    public LongForm(long length, bool isModelFirst, Action atEnd)
    {
        before = Encoding.UTF8.GetBytes(isModelFirst ? Model + FileHead : FileHead);
        after = Encoding.UTF8.GetBytes("\r\n" + (isModelFirst ? string.Empty : Model) + Form.End);
        chunks = (int)(length / chunk.Length);
        this.atEnd = atEnd;
        new Random(1).NextBytes(chunk);
        Headers.TryAddWithoutValidation("Content-Type", Form.ContentType);
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(before);
        for (var i = 0; i < chunks; i++)
        {
            await stream.WriteAsync(chunk);
        }

        atEnd();
        await stream.WriteAsync(after);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = before.Length + ((long)chunks * chunk.Length) + after.Length;
        return true;
    }
}
