using System.Net.Http.Headers;
using Fairlead.Server;
using Fairlead.Server.Features.Apps;
using Fairlead.Server.Platform.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fairlead.Testing;

/// <summary>A whole server in this process, on a port that the system chose and a data folder of its own, which goes with it.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly bool ownsData;
    private readonly List<HttpClient> clients = [];

    private TestServer(WebApplication app, string data, bool ownsData, CapturedLog log)
    {
        this.app = app;
        this.ownsData = ownsData;
        Data = data;
        Log = log;
        BaseAddress = new Uri(app.Urls.First());
        Anonymous = Client(null);
    }

    /// <summary>Where the server listens.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Its data folder.</summary>
    public string Data { get; }

    /// <summary>What it logged.</summary>
    public CapturedLog Log { get; }

    /// <summary>Its services, for a look inside.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>A client that presents nothing.</summary>
    public HttpClient Anonymous { get; }

    /// <summary>A client with the first administrator's access token.</summary>
    public HttpClient Admin { get; private set; } = null!;

    /// <summary>Starts a server.</summary>
    /// <param name="configure">Changes its settings.</param>
    /// <param name="data">The data folder of an earlier server, to go on from; it is kept then.</param>
    public static async Task<TestServer> StartAsync(Func<ServerSettings, ServerSettings>? configure = null, string? data = null)
    {
        var folder = data ?? Directory.CreateTempSubdirectory("fairlead-test-").FullName;
        var log = new CapturedLog();
        var settings = new ServerSettings
        {
            Urls = "http://127.0.0.1:0",
            Data = folder,
            ConfigureLogging = logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Debug).AddProvider(log),
        };
        var app = await ServerApp.StartAsync(configure?.Invoke(settings) ?? settings, CancellationToken.None);
        var server = new TestServer(app, folder, data is null, log);
        server.Admin = server.Client(await server.AdministratorTokenAsync());
        return server;
    }

    /// <summary>A client that presents a token or a key.</summary>
    public HttpClient Client(string? token)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = BaseAddress };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        clients.Add(client);
        return client;
    }

    /// <summary>A client of a new credential of a role.</summary>
    public async Task<HttpClient> ClientOfAsync(string role)
    {
        var app = await Admin.PostJsonAsync("/v1/apps", new { name = $"a {role}", role });
        return Client(await TokenAsync(app.GetProperty("result").GetProperty("id").GetString()!, app.GetProperty("result").GetProperty("secret").GetString()!));
    }

    /// <summary>A new gateway key.</summary>
    public async Task<string> KeyAsync() => (await Admin.PostJsonAsync("/v1/keys", new { name = "test" })).GetProperty("result").GetProperty("key").GetString()!;

    /// <summary>An access token of a credential.</summary>
    public async Task<string> TokenAsync(string clientId, string clientSecret) =>
        (await Anonymous.PostJsonAsync("/v1/auth/access_token", new { clientId, clientSecret })).GetProperty("accessToken").GetString()!;

    /// <summary>Stops the server and keeps its data folder, for another one to go on from.</summary>
    public async Task<string> StopAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        clients.ForEach(static client => client.Dispose());
        return Data;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (ownsData)
        {
            Directory.Delete(Data, recursive: true);
        }
    }

    private async Task<string> AdministratorTokenAsync()
    {
        var settings = Services.GetRequiredService<ServerSettings>();
        if (settings.AdminClientId is { } id)
        {
            return await TokenAsync(id, settings.AdminClientSecret!);
        }

        var lines = await File.ReadAllLinesAsync(Path.Combine(Data, FirstAdministrator.FileName));
        return await TokenAsync(lines[0].Split('=', 2)[1], lines[1].Split('=', 2)[1]);
    }
}
