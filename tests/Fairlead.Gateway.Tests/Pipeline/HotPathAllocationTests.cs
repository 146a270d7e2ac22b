using System.Buffers;
using System.Text;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Tests.Catalog;
using Fairlead.Protocols.OpenAI;

namespace Fairlead.Gateway.Tests.Pipeline;

public sealed class HotPathAllocationTests
{
    [Theory]
    [InlineData("claude-sonnet")]
    [InlineData("main/claude-sonnet")]
    [InlineData("second/gpt-5")]
    public void ScanAndFind_OfARequest_AllocateNothing(string model)
    {
        var catalog = new CatalogSnapshot([Snapshots.Named("main", "claude-sonnet"), Snapshots.Named("second", "gpt-5")], "main", null);
        var message = new string('x', 8_000);
        var body = new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(
            $$"""{"model":"{{model}}","temperature":0.5,"stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"{{message}}"}],"unknown":[1,2,{"a":null}]}"""));
        Assert.True(Run(catalog, body));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Run(catalog, body);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static bool Run(CatalogSnapshot catalog, in ReadOnlySequence<byte> body)
    {
        Span<char> name = stackalloc char[RequestOutline.MaxModelLength];
        return RequestScanner.Scan(body, out var outline) is null && catalog.Find(name[..outline.CopyModel(body, name)]) is not null;
    }
}
