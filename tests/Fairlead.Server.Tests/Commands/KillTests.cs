namespace Fairlead.Server.Tests.Commands;

public sealed class KillTests : IDisposable
{
    private const int Kills = 20;
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("fairlead-test-");

    public void Dispose() => data.Delete(recursive: true);

    [Fact]
    public async Task Server_KilledTwentyTimesWhileItWrites_HoldsEveryWriteThatItAnswered()
    {
        var moments = new Random(20);
        var writes = new AcknowledgedWrites();
        var token = await PrepareAsync(writes);

        for (var kill = 0; kill < Kills; kill++)
        {
            var before = writes.Count;
            await using var server = await ServerProcess.StartAsync(data.FullName);
            await writes.AssertKeptAsync(server.Client(token));

            await writes.WriteAsync(() => server.Client(token), moments.Next(5, 120), server.Kill);

            Assert.True(writes.Count > before, "Nothing was written.");
        }

        await using var last = await ServerProcess.StartAsync(data.FullName);
        await writes.AssertKeptAsync(last.Client(token));
    }

    private async Task<string> PrepareAsync(AcknowledgedWrites writes)
    {
        await using var server = await ServerProcess.StartAsync(data.FullName);
        var token = await server.AdministratorTokenAsync();
        await writes.PrepareAsync(server.Client(token));
        return token;
    }
}
