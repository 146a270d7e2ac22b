using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Fairlead.Server.Features.Apps;

namespace Fairlead.Server.Tests.Commands;

/// <summary>A running <c>fairlead serve</c>, which is killed when the test is done with it.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly string data;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<HttpClient> clients = [];

    private ServerProcess(ProcessStartInfo start, string data)
    {
        this.data = data;
        process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it listens.</summary>
    public Uri BaseAddress => listening.Task.Result;

    /// <summary>What it has logged.</summary>
    public IReadOnlyCollection<string> Lines => [.. lines];

    /// <summary>Starts a server on a data folder, and waits until it listens.</summary>
    public static async Task<ServerProcess> StartAsync(string data, IReadOnlyList<string>? arguments = null, params (string Name, string? Value)[] environment)
    {
        var server = new ServerProcess(Executable.Start(["serve", "--urls", "http://127.0.0.1:0", "--data", data, .. arguments ?? []], environment), data);
        try
        {
            await server.listening.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            return server;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            await server.DisposeAsync();
            throw new InvalidOperationException($"The server did not start: {string.Join('\n', server.Lines)}", exception);
        }
    }

    /// <summary>A client; each of its requests has a connection of its own.</summary>
    public HttpClient Client(string? token = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = BaseAddress };
        client.DefaultRequestHeaders.ConnectionClose = true;
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        clients.Add(client);
        return client;
    }

    /// <summary>An access token of the administrator that the server made.</summary>
    public async Task<string> AdministratorTokenAsync()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(data, FirstAdministrator.FileName), TestContext.Current.CancellationToken);
        var reply = await Client().SendAsync("POST", "/v1/auth/access_token", new { clientId = lines[0].Split('=', 2)[1], clientSecret = lines[1].Split('=', 2)[1] });
        return reply.Json.GetProperty("accessToken").GetString()!;
    }

    /// <summary>Tells it to end.</summary>
    public Task TerminateAsync() => SignalAsync("TERM");

    /// <summary>Sends it a signal.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{name} {process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public void Kill() => process.Kill();

    /// <summary>Waits for its end.</summary>
    public async Task<int> ExitCodeAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(static client => client.Dispose());
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            listening.TrySetException(new InvalidOperationException("It ended."));
            return;
        }

        lines.Enqueue(line);
        var text = line.StartsWith('{') ? JsonElement.Parse(line).GetProperty("Message").GetString()! : line;
        if (Announcement().Match(text) is { Success: true } match)
        {
            listening.TrySetResult(new Uri(match.Groups[1].Value));
        }
    }

    [GeneratedRegex("Listening on (http://127.0.0.1:[0-9]+)")]
    private static partial Regex Announcement();
}
