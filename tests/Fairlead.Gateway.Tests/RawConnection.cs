using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Fairlead.Gateway.Tests;

/// <summary>A connection on which a test writes HTTP itself, byte for byte.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient client;
    private readonly StreamReader reader;

    private RawConnection(TcpClient client)
    {
        this.client = client;
        reader = new StreamReader(client.GetStream(), Encoding.Latin1);
    }

    public static async Task<RawConnection> ToAsync(Rig rig)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(rig.Server.BaseAddress.Host, rig.Server.BaseAddress.Port);
        return new RawConnection(client);
    }

    /// <summary>The head of a chat request with one more header.</summary>
    public ReadOnlyMemory<byte> Head(Rig rig, string header) => Head(rig, "/v1/chat/completions", "application/json", header);

    /// <summary>The head of a request with one more header.</summary>
    public ReadOnlyMemory<byte> Head(Rig rig, string path, string contentType, string header) => Encoding.UTF8.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: {client.Client.RemoteEndPoint}\r\nAuthorization: {rig.Client.DefaultRequestHeaders.Authorization}\r\nContent-Type: {contentType}\r\n{header}\r\n\r\n");

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes) => client.GetStream().WriteAsync(bytes);

    /// <summary>Reads one answer with a length, or in chunks, to its end.</summary>
    /// <returns>Its status.</returns>
    public async Task<int> ReadAnswerAsync()
    {
        var status = int.Parse((await LineAsync()).Split(' ')[1], CultureInfo.InvariantCulture);
        var length = -1;
        for (var line = await LineAsync(); line.Length > 0; line = await LineAsync())
        {
            length = line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase) ? int.Parse(line.AsSpan(16), CultureInfo.InvariantCulture) : length;
        }

        if (length >= 0)
        {
            await reader.ReadBlockAsync(new char[length], Rig.Patience);
            return status;
        }

        while (int.Parse(await LineAsync(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var size)
        {
            await reader.ReadBlockAsync(new char[size + 2], Rig.Patience);
        }

        await LineAsync();
        return status;
    }

    /// <summary>Everything up to the connection's end.</summary>
    public Task<string> ReadToEndAsync() => reader.ReadToEndAsync(Rig.Patience);

    public void Dispose()
    {
        reader.Dispose();
        client.Dispose();
    }

    private async Task<string> LineAsync() => await reader.ReadLineAsync(Rig.Patience) ?? throw new IOException("The connection ended.");
}
