using System.Text.Json;

namespace Fairlead.Simulator.Tests.Operations;

[Collection(Alone.Name)]
public sealed class UploadMemoryTests
{
    private const long Length = 96L * 1024 * 1024;
    private const long Tolerated = 32L * 1024 * 1024;

    [Fact]
    public async Task Upload_FarLargerThanTheBuffers_IsNotHeldWhileItComes()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        (_, long before) = await UploadAsync(simulator, 1_000_000);

        (JsonElement made, long after) = await UploadAsync(simulator, Length);

        Assert.Equal(Length, made.GetProperty("bytes").GetInt64());
        Assert.InRange(after - before, long.MinValue, Tolerated);
    }

    /// <returns>The file, and the memory in use when its last byte was about to be sent.</returns>
    private static async Task<(JsonElement Made, long Memory)> UploadAsync(TestSimulator simulator, long length)
    {
        long memory = 0;
        await using var stream = new EndlessStream(length, () => memory = GC.GetTotalMemory(forceFullCollection: true));
        using var form = new MultipartFormDataContent
        {
            { new StreamContent(stream), "file", "long.bin" },
            { new StringContent("user_data"), "purpose" },
        };
        using HttpResponseMessage response = await simulator.Http.PostAsync("/v1/files", form, TestSimulator.Cancelled);
        return (await TestSimulator.JsonAsync(response), memory);
    }
}
