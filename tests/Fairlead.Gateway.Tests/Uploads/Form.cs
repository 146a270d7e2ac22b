using System.Net.Http.Headers;
using System.Text;

namespace Fairlead.Gateway.Tests.Uploads;

/// <summary>A multipart form of known bytes.</summary>
internal sealed class Form
{
    public const string Boundary = "the edge";
    public const string ContentType = $"multipart/form-data; charset=utf-8; boundary=\"{Boundary}\"";
    private readonly List<byte> bytes = [];

    public static string End => $"--{Boundary}--\r\n";

    /// <summary>The bytes so far, without an end.</summary>
    public byte[] Open => [.. bytes];

    /// <summary>The bytes, ended.</summary>
    public byte[] Whole => [.. Open, .. Encoding.UTF8.GetBytes(End)];

    public Form Field(string name, string value)
    {
        bytes.AddRange(Encoding.UTF8.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"));
        return this;
    }

    public Form File(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        bytes.AddRange(Encoding.UTF8.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a “b”.mp3\"\r\nContent-Type: audio/mpeg\r\n\r\n"));
        bytes.AddRange(content);
        bytes.AddRange("\r\n"u8);
        return this;
    }

    /// <summary>Sends bytes as a form.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path, byte[] body, bool isChunked = false, string contentType = ContentType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        request.Headers.TransferEncodingChunked = isChunked;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
