using Fairlead.Server.Features.Configuration;
using Fairlead.Server.Features.Providers;
using Fairlead.Server.Platform.Configuration;
using Fairlead.Server.Platform.Hosting;
using Fairlead.Server.Platform.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fairlead.Server.Tests.Features.Configuration;

public sealed class FailedReloadTests : IDisposable
{
    private readonly ConfigurationFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Reload_ThatBreaksOff_IsKnownAndTriedAgain()
    {
        var first = folder.Read("options: {gateway: {idleTimeoutSeconds: 5}}\n");
        var declared = new Declared(first.Declared!);
        var status = new ConfigurationStatus(declared, TimeProvider.System);
        var context = new ConfigurationContext(ServerApp.Sections, static _ => null, [], TimeProvider.System);
        using var reload = new ConfigurationReload(
            new ServerSettings { Config = folder.Path }, context, declared, new BusyStore(), status, new StartFile(first.Sources, []), NullLogger<ConfigurationReload>.Instance);
        folder.Write("options: {gateway: {idleTimeoutSeconds: 6}}\n");

        await Assert.ThrowsAsync<IOException>(() => reload.ReloadAsync("test", TestContext.Current.CancellationToken));

        Assert.Equal(ConfigurationCondition.Invalid, status.Current.State);
        Assert.Contains("the store is busy", Assert.Single(status.Current.Problems).Message, StringComparison.Ordinal);
        Assert.NotEqual(reload.Sources!.Fingerprint, reload.Sources.CurrentFingerprint());
    }

    private sealed class BusyStore : IDeclarations
    {
        public Task<Outcome<IReadOnlyList<string>>> ApplyAsync(DeclaredConfiguration configuration, CancellationToken cancellationToken) => throw new IOException("the store is busy");

        public Task<Outcome<IReadOnlyList<string>>> TryAsync(DeclaredConfiguration configuration, CancellationToken cancellationToken) => throw new IOException("the store is busy");
    }
}
