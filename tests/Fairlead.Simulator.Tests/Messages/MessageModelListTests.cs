using System.Text.Json;
using static Fairlead.Simulator.Tests.Messages.MessagesClient;

namespace Fairlead.Simulator.Tests.Messages;

public sealed class MessageModelListTests
{
    [Fact]
    public async Task List_WithAVersion_IsAnthropicsAndWithoutIsOpenAIs()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        JsonElement theirs = await GetAsync(simulator, "/v1/models");

        simulator.Http.DefaultRequestHeaders.Add("anthropic-version", "2023-06-01");
        JsonElement ours = await GetAsync(simulator, "/v1/models");

        Assert.Equal("list", theirs.GetProperty("object").GetString());
        Assert.False(ours.GetProperty("has_more").GetBoolean());
        Assert.Equal("claude-sonnet", ours.GetProperty("first_id").GetString());
        Assert.Equal("text-embedding-3-large", ours.GetProperty("last_id").GetString());
        Assert.All(ours.GetProperty("data").EnumerateArray(), m => Assert.Equal("model", m.GetProperty("type").GetString()));
    }

    [Theory]
    [InlineData("limit=2", "a,b", true)]
    [InlineData("limit=2&after_id=b", "c,d", true)]
    [InlineData("limit=2&after_id=d", "e", false)]
    [InlineData("limit=2&before_id=d", "b,c", true)]
    [InlineData("before_id=a", "", false)]
    public async Task List_Paged_GoesBothWays(string query, string ids, bool more)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { Models = ["a", "b", "c", "d", "e"] });
        simulator.Http.DefaultRequestHeaders.Add("anthropic-version", "2023-06-01");

        JsonElement page = await GetAsync(simulator, $"/v1/models?{query}");

        string?[] listed = [.. page.GetProperty("data").EnumerateArray().Select(m => m.GetProperty("id").GetString())];
        Assert.Equal(ids, string.Join(',', listed));
        Assert.Equal(more, page.GetProperty("has_more").GetBoolean());
        Assert.Equal(listed.FirstOrDefault(), page.GetProperty("first_id").GetString());
        Assert.Equal(listed.LastOrDefault(), page.GetProperty("last_id").GetString());
    }

    [Theory]
    [InlineData("limit=0", 400)]
    [InlineData("after_id=zz", 400)]
    public async Task List_OddlyPaged_IsRefused(string query, int status)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        simulator.Http.DefaultRequestHeaders.Add("anthropic-version", "2023-06-01");

        using HttpResponseMessage response = await simulator.Http.GetAsync($"/v1/models?{query}", TestSimulator.Cancelled);

        Assert.Equal(status, (await ErrorAsync(response)).Status);
    }

    [Fact]
    public async Task Get_OneModel_IsItOr404()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { Models = ["team/claude"] });
        simulator.Http.DefaultRequestHeaders.Add("anthropic-version", "2023-06-01");

        JsonElement model = await GetAsync(simulator, "/v1/models/team%2Fclaude");
        using HttpResponseMessage other = await simulator.Http.GetAsync("/v1/models/other", TestSimulator.Cancelled);

        Assert.Equal("team/claude", model.GetProperty("id").GetString());
        Assert.Equal((404, "not_found_error", "model: other"), await ErrorAsync(other));
    }

    private static async Task<JsonElement> GetAsync(TestSimulator simulator, string address)
    {
        using HttpResponseMessage response = await simulator.Http.GetAsync(address, TestSimulator.Cancelled);
        return await TestSimulator.JsonAsync(response);
    }
}
