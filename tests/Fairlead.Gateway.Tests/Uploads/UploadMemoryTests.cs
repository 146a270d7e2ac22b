using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Tests.Uploads;

[Collection(Alone.Name)]
public sealed class UploadMemoryTests
{
    private const long Length = 96L << 20;
    private const long Tolerated = 10L << 20;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Upload_FarLargerThanTheBuffers_IsNotHeld(bool isModelFirst)
    {
        await using var rig = await Rig.StartAsync(CountAsync, [new { name = "whisper-1" }]);
        rig.Upstream.ReadsBodies = false;
        var before = await UploadAsync(rig, 1 << 20, isModelFirst);

        var after = await UploadAsync(rig, Length, isModelFirst);

        TestContext.Current.TestOutputHelper!.WriteLine($"{before >> 10} KiB, {after >> 10} KiB");
        Assert.InRange(after - before, long.MinValue, Tolerated);
    }

    // The memory in use when the last byte is about to be sent; the upstream counted all of it.
    private static async Task<long> UploadAsync(Rig rig, long length, bool isModelFirst)
    {
        var memory = 0L;
        using var form = new LongForm(length, isModelFirst, () => memory = GC.GetTotalMemory(forceFullCollection: true));
        using var response = await rig.Client.PostAsync(new Uri("/v1/audio/transcriptions", UriKind.Relative), form, TestContext.Current.CancellationToken);
        var counted = long.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
        Assert.InRange(counted, length, length + 1000);
        return memory;
    }

    private static async Task CountAsync(HttpContext context)
    {
        var count = 0L;
        var buffer = new byte[16 * 1024];
        for (var read = await context.Request.Body.ReadAsync(buffer); read > 0; read = await context.Request.Body.ReadAsync(buffer))
        {
            count += read;
        }

        context.Response.ContentType = "text/plain";
        await context.Response.WriteAsync(count.ToString(CultureInfo.InvariantCulture));
    }
}
