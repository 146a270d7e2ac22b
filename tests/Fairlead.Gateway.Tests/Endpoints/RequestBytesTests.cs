using System.Security.Cryptography;
using System.Text;
using Fairlead.Testing;

namespace Fairlead.Gateway.Tests.Endpoints;

public sealed class RequestBytesTests
{
    private const string Messages = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    [Theory]
    [InlineData(" \r\n\t{ \"model\" :\t\"claude-sonnet\" ,\r\n " + Messages + " } \n")]
    [InlineData("{\"model\":\"claude-sonnet\",\"temperature\":1.0e0,\"seed\":123456789012345678901234567890,\"top_p\":1E400,\"x\":-0.0," + Messages + "}")]
    [InlineData("{\"model\":\"claude-sonnet\",\"a\":\"\\u00e9\\/\\ud83d\\ude00é😀\",\"b\":\"\\ud800\"," + Messages + "}")]
    [InlineData("{\"model\":\"claude-sonnet\",\"unknown\":{\"deep\":[[[{}]]]},\"unknown\":2,\"unknown\":null," + Messages + "}")]
    [InlineData("{\"\\u006dodel\":\"claude\\u002dsonnet\"," + Messages + "}")]
    [InlineData("{\"model\":\"openai-compatible/claude-sonnet\",\"model2\":\"openai-compatible/claude-sonnet\"," + Messages + "}", "openai-compatible/claude-sonnet")]
    [InlineData("{" + Messages + " ,\"temperature\": 1.0e0 , \"model\"\n:\n\"openai-compatible/claude-sonnet\"\n}\n", "openai-compatible/claude-sonnet")]
    [InlineData("{\"model\":\"openai\\u002dcompatible\\/claude-sonnet\"," + Messages + "}", "openai\\u002dcompatible\\/claude-sonnet")]
    public async Task Chat_Body_GoesUpAsItCameButForThePrefixOfTheModel(string body, string? spelt = null)
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));

        using var response = await rig.ChatAsync(body);

        Assert.True(response.IsSuccessStatusCode);
        var position = spelt is null ? -1 : body.IndexOf($"\"{spelt}\"", StringComparison.Ordinal);
        Assert.Equal(spelt is null ? body : string.Concat(body.AsSpan(0, position), "\"claude-sonnet\"", body.AsSpan(position + spelt.Length + 2)), rig.Received);
        Assert.Equal(Encoding.UTF8.GetByteCount(rig.Received), int.Parse(rig.Upstream.Requests[^1].Headers["Content-Length"], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Chat_LargeBody_ArrivesWithTheSameHash(bool isChunked, bool isRenamed)
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));
        var body = Large(isRenamed ? "openai-compatible/claude-sonnet" : "claude-sonnet");
        using var content = new StreamContent(new MemoryStream(body));
        content.Headers.ContentType = new("application/json");
        content.Headers.ContentLength = isChunked ? null : body.Length;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = content };
        request.Headers.TransferEncodingChunked = isChunked ? true : null;

        using var response = await rig.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(SHA256.HashData(Large("claude-sonnet")), SHA256.HashData(rig.Upstream.Requests[^1].Body));
    }

    [Fact]
    public async Task Chat_BodySplitAnywhere_ArrivesAsItWas()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));
        using var connection = await RawConnection.ToAsync(rig);
        var body = Encoding.UTF8.GetBytes("{\"model\":\"openai-compatible\\u002fclaude-sonnet\",\"a\":\"é😀\",\"temperature\":1.0e0," + Messages + "}");

        for (var at = 1; at < body.Length; at++)
        {
            await connection.WriteAsync(connection.Head(rig, $"Content-Length: {body.Length}"));
            await connection.WriteAsync(body.AsMemory(0, at));
            await connection.WriteAsync(body.AsMemory(at));
            Assert.Equal(200, await connection.ReadAnswerAsync());
        }

        Assert.Equal(body.Length - 1, rig.Upstream.Requests.Count);
        var expected = Encoding.UTF8.GetString(body).Replace("openai-compatible\\u002f", string.Empty, StringComparison.Ordinal);
        Assert.All(rig.Upstream.Requests, seen => Assert.Equal(expected, seen.Text));
    }

    [Fact]
    public async Task Chat_BodyInChunksOfOneByte_ArrivesAsItWas()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));
        using var connection = await RawConnection.ToAsync(rig);
        await connection.WriteAsync(connection.Head(rig, "Transfer-Encoding: chunked"));
        foreach (var letter in Encoding.UTF8.GetBytes(Rig.Hello))
        {
            await connection.WriteAsync((byte[])[.. "1\r\n"u8, letter, .. "\r\n"u8]);
        }

        await connection.WriteAsync("0\r\n\r\n"u8.ToArray());

        Assert.Equal(200, await connection.ReadAnswerAsync());
        Assert.Equal(Rig.Hello, rig.Received);
    }

    [Fact]
    public async Task Embeddings_Body_GoesUpAsItCame()
    {
        await using var rig = await Rig.StartAsync(
            ScriptedUpstream.Says(200, "application/json", """{"object":"list","data":[],"usage":{"prompt_tokens":1,"total_tokens":1}}"""), [new { name = "claude-sonnet" }, new { name = "embedder", operations = new[] { "embeddings" } }]);
        const string Body = """{ "model":"embedder","input":["a" , "b"],"dimensions":1e2 }""";

        using var response = await rig.Client.PostTextAsync("/v1/embeddings", Body);

        Assert.Equal("""{"object":"list","data":[],"usage":{"prompt_tokens":1,"total_tokens":1}}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("/v1/embeddings", Body), (rig.Upstream.Requests[^1].Path, rig.Received));
    }

    // Behind the messages: what is renamed lies megabytes into the body.
    private static byte[] Large(string model)
    {
        var random = new Random(1);
        var text = string.Create(5 << 20, random, static (span, random) => random.GetItems("abc é€ \\\\n".Replace("\\", string.Empty, StringComparison.Ordinal).AsSpan(), span));
        return Encoding.UTF8.GetBytes($$"""{"messages":[{"role":"user","content":"{{text}}"}],"model":"{{model}}","n":1.0e0}""");
    }
}
