using System.Text.Json;
using Fairlead.Testing;

namespace Fairlead.Server.Tests.Platform.Http;

public sealed class PageTests
{
    [Theory]
    [InlineData("/v1/organization/secrets", "secrets", "secretName")]
    [InlineData("/v1/agents", "result", "identifier")]
    [InlineData("/v1/apps", "result", "id")]
    [InlineData("/v1/keys", "result", "id")]
    [InlineData("/v1/llm-providers", "result", "identifier")]
    public async Task List_ReadInPages_HasEachItemOnceAndInOrder(string path, string list, string name)
    {
        await using var server = await TestServer.StartAsync();
        await FillAsync(server);
        var whole = (await server.Admin.GetJsonAsync(path)).GetProperty(list).EnumerateArray().Select(Name).ToList();
        Assert.True(whole.Count >= 5, $"There are {whole.Count}.");

        List<string> read = [];
        for (string? cursor = string.Empty; cursor is not null;)
        {
            var page = await server.Admin.GetJsonAsync($"{path}?limit=2{(cursor.Length == 0 ? string.Empty : $"&cursor={Uri.EscapeDataString(cursor)}")}");
            Assert.InRange(page.GetProperty(list).GetArrayLength(), 1, 2);
            read.AddRange(page.GetProperty(list).EnumerateArray().Select(Name));
            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }

        Assert.Equal(whole, read);

        string Name(JsonElement item) => item.GetProperty(name).GetString()!;
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("limit=99999999999", "limit")]
    [InlineData("cursor=banana", "cursor")]
    [InlineData("cursor=!", "cursor")]
    [InlineData("cursor=AAAA", "cursor")]
    public async Task List_WithABadPage_Is422OnEveryList(string query, string problem)
    {
        await using var server = await TestServer.StartAsync();
        string[] lists = ["/v1/organization/secrets", "/v1/agents", "/v1/apps", "/v1/keys", "/v1/llm-providers", "/v1/ai/invocations"];

        foreach (var list in lists)
        {
            var reply = await server.Admin.SendAsync("GET", $"{list}?{query}");

            Assert.Equal((list, 422, "invalid_request"), (list, reply.Status, reply.Error));
            Assert.Equal([problem], reply.ProblemPaths);
        }
    }

    private static async Task FillAsync(TestServer server)
    {
        foreach (var name in (string[])["a", "b", "c", "B", "_"])
        {
            await server.Admin.PostJsonAsync("/v1/organization/secrets", new { secretName = name, secretValue = "x" });
            await server.Admin.PostJsonAsync("/v1/agents", new { identifier = name, properties = new { prompt = "x" } });
            await server.Admin.PostJsonAsync("/v1/apps", new { name, role = "Member" });
            await server.Admin.PostJsonAsync("/v1/keys", new { name });
            var identifier = $"p-{(int)name[0]}";
            await server.Admin.PostJsonAsync("/v1/llm-providers", new { provider = "openai-compatible", identifier, config = new { baseUrl = "http://127.0.0.1:1/v1", models = new[] { new { name = "model" } } } });
        }
    }
}
