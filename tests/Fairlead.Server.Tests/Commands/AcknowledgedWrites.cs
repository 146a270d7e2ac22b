using System.Collections.Concurrent;
using System.Globalization;
using Fairlead.Testing;

namespace Fairlead.Server.Tests.Commands;

/// <summary>Writes to a server that may be killed at any moment, and remembers what it answered for.</summary>
internal sealed class AcknowledgedWrites
{
    private const string Default = "default";
    private static readonly string[] Providers = ["p-1", "p-2"];
    private readonly ConcurrentDictionary<string, bool> secrets = new();
    private readonly ConcurrentDictionary<string, bool> agents = new();
    private readonly ConcurrentDictionary<string, (string Acknowledged, string Sent)> values = new();
    private int last;
    private int answered;

    /// <summary>How many writes were answered in all.</summary>
    public int Count => Volatile.Read(ref answered);

    /// <summary>Makes what the writes are about.</summary>
    public async Task PrepareAsync(HttpClient client)
    {
        foreach (var provider in Providers)
        {
            await ConnectAsync(client, provider);
        }

        var models = Enumerable.Range(0, 10).Select(static number => new { name = Model(number) });
        await client.PostJsonAsync("/v1/llm-providers", new { provider = "openai-compatible", config = new { baseUrl = "http://127.0.0.1:1/v1", models } });
        await ChooseAsync(client);
    }

    /// <summary>Writes of every kind at once, until so many are answered; then <paramref name="kill"/>, while others are under way.</summary>
    public async Task WriteAsync(Func<HttpClient> connect, int answers, Action kill)
    {
        Func<HttpClient, Task>[] writers = [CreateSecretAsync, CreateAgentAsync, ChooseAsync, .. Providers.Select(provider => (Func<HttpClient, Task>)(client => ConnectAsync(client, provider)))];
        await Task.WhenAll(writers.Select(writer => RepeatAsync(connect(), writer)));

        async Task RepeatAsync(HttpClient client, Func<HttpClient, Task> write)
        {
            try
            {
                while (true)
                {
                    await write(client);
                    Interlocked.Increment(ref answered);
                    if (Interlocked.Decrement(ref answers) == 0)
                    {
                        kill();
                    }
                }
            }
            catch (Exception exception) when (exception is HttpRequestException { InnerException: not null } or IOException)
            {
                // The server is gone; what it did not answer for may or may not be there.
            }
        }
    }

    /// <summary>Looks whether everything that was answered for is there.</summary>
    public async Task AssertKeptAsync(HttpClient client)
    {
        Assert.Empty(secrets.Keys.Except(await NamesAsync(client, "/v1/organization/secrets", "secrets", "secretName")));
        Assert.Empty(agents.Keys.Except(await NamesAsync(client, "/v1/agents", "result", "identifier")));
        foreach (var provider in Providers)
        {
            var config = (await client.GetJsonAsync($"/v1/llm-providers/{provider}")).GetProperty("result").GetProperty("config");
            AssertValue(provider, config.GetProperty("models")[0].GetProperty("name").GetString()!);
        }

        AssertValue(Default, (await client.GetJsonAsync("/v1/llm-providers/defaults")).GetProperty("result").GetProperty("model").GetString()!);
    }

    // The last value that was answered for, or the one that was under way.
    private void AssertValue(string name, string found)
    {
        var (acknowledged, sent) = values[name];
        Assert.True(found == acknowledged || found == sent, $"{name} is {found}, not {acknowledged} or {sent}.");
        values[name] = (found, found);
    }

    private async Task CreateSecretAsync(HttpClient client)
    {
        var name = Next("S");
        await client.PostJsonAsync("/v1/organization/secrets", new { secretName = name, secretValue = "value" });
        secrets[name] = true;
    }

    private async Task CreateAgentAsync(HttpClient client)
    {
        var identifier = Next("agent-");
        await client.PostJsonAsync("/v1/agents", new { identifier, properties = new { prompt = "You are kept." } });
        agents[identifier] = true;
    }

    private Task ConnectAsync(HttpClient client, string identifier) => PutAsync(identifier, Next("model-"), model =>
        client.PostJsonAsync("/v1/llm-providers", new { provider = "openai-compatible", identifier, config = new { baseUrl = "http://127.0.0.1:1/v1", models = new[] { new { name = model } } } }));

    private Task ChooseAsync(HttpClient client) => PutAsync(Default, Model(Interlocked.Increment(ref last) % 10), model =>
        client.PutJsonAsync("/v1/llm-providers/defaults", new { provider = "openai-compatible", model }));

    private async Task PutAsync(string name, string value, Func<string, Task> put)
    {
        var before = values.GetValueOrDefault(name).Acknowledged;
        values[name] = (before, value);
        await put(value);
        values[name] = (value, value);
    }

    private static async Task<List<string>> NamesAsync(HttpClient client, string path, string list, string name)
    {
        List<string> names = [];
        for (string? cursor = string.Empty; cursor is not null;)
        {
            var page = await client.GetJsonAsync($"{path}?limit=1000{(cursor.Length == 0 ? string.Empty : $"&cursor={Uri.EscapeDataString(cursor)}")}");
            names.AddRange(page.GetProperty(list).EnumerateArray().Select(item => item.GetProperty(name).GetString()!));
            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }

        return names;
    }

    private static string Model(int number) => string.Create(CultureInfo.InvariantCulture, $"choice-{number}");

    private string Next(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{Interlocked.Increment(ref last)}");
}
