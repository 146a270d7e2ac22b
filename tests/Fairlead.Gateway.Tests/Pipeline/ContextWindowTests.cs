using System.Buffers;
using System.Text;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Pipeline;
using Fairlead.Protocols.OpenAI;

namespace Fairlead.Gateway.Tests.Pipeline;

public sealed class ContextWindowTests
{
    [Fact]
    public async Task Excess_FewerBytesThanTokensInTheWindow_Fits() => Assert.Equal(0, await ExcessAsync(10_000, "one two three"));

    [Fact]
    public async Task Excess_MoreTokensThanTheWindow_IsTheirNumber()
    {
        var text = string.Join(' ', Enumerable.Repeat("word", 500));

        Assert.Equal(ContextWindow.Count(text), await ExcessAsync(400, text));
    }

    [Fact]
    public async Task Excess_ManyBytesButFewTokens_Fits() => Assert.Equal(0, await ExcessAsync(600, string.Join(' ', Enumerable.Repeat("word", 500))));

    [Theory]
    [InlineData("""{"type":"image_url","image_url":{"url":"data:image/png;base64,PAYLOAD"}}""")]
    [InlineData("""{"type":"input_audio","input_audio":{"data":"PAYLOAD","format":"wav"}}""")]
    [InlineData("""{"type":"file","file":{"file_data":"PAYLOAD","filename":"a.pdf"}}""")]
    public async Task Excess_Base64_IsNotCounted(string part)
    {
        var payload = Convert.ToBase64String(new byte[30_000]);

        Assert.Equal(0, await ExcessOfAsync(500, $$"""[{"role":"user","content":[{{part.Replace("PAYLOAD", payload, StringComparison.Ordinal)}} ]}]"""));
    }

    [Fact]
    public async Task Excess_TextBesideBase64_IsCounted()
    {
        var text = string.Join(' ', Enumerable.Repeat("word", 500));

        Assert.True(await ExcessOfAsync(400, $$"""[{"role":"user","content":[{"type":"image_url","image_url":{"url":"x"} },{"type":"text","text":"{{text}}"}]}]""") > 400);
    }

    [Fact]
    public async Task Excess_TextThatIsNoUnicode_IsCountedAllTheSame()
    {
        var text = string.Join(' ', Enumerable.Repeat("word", 500));

        Assert.True(await ExcessOfAsync(400, $$"""[{"role":"user","content":"\ud800 {{text}}","\udc00":1},{"role":"user","content":"{{text}}"}]""") > 400);
    }

    [Fact]
    public async Task Excess_WindowUnknown_Fits() => Assert.Equal(0, await ExcessAsync(null, new string('a', 100_000)));

    private static Task<int> ExcessAsync(int? window, string text) => ExcessOfAsync(window, $$"""[{"role":"user","content":"{{text}}"}]""");

    private static async Task<int> ExcessOfAsync(int? window, string messages)
    {
        var body = new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes($$"""{"model":"gpt","messages":{{messages}}}"""));
        var request = new GatewayRequest { Operation = Operation.Chat, Body = body };
        Assert.Null(RequestScanner.Scan(body, out request.Outline));
        return await ContextWindow.ExcessAsync(request, window);
    }
}
