using System.Text.Json;

namespace Fairlead.Gateway.Tests.KeptResponses;

/// <summary>Reading, deleting, cancelling and listing where the gateway keeps the response.</summary>
public sealed class KeptResponseTests
{
    private const string Question = """ "input":[{"role":"user","content":"one"},{"id":"msg_2","type":"message","role":"user","content":[{"type":"input_text","text":"two"}]},{"role":"user","content":"three"}]""";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Get_OfAResponse_IsItAsItWasSent(bool stream)
    {
        await using var rig = await Rig.StartAsync(ResponseCalls.ChatSays("Hello there.", stream));
        var made = await rig.Client.RespondAsync(Question, stream);

        var (status, kept) = await rig.Client.AboutAsync("GET", made.Id());

        Assert.Equal((200, made.GetRawText()), (status, kept.GetRawText()));
        Assert.StartsWith("resp_", made.Id(), StringComparison.Ordinal);
        Assert.Equal("unsupported_parameter", (await rig.Client.AboutAsync("GET", made.Id() + "?stream=true")).Body.Code());
    }

    [Fact]
    public async Task Delete_OfAResponse_LeavesNothing()
    {
        await using var rig = await Rig.StartAsync(ResponseCalls.ChatSays("Hello."));
        var id = (await rig.Client.RespondAsync(Question)).Id();

        var (status, deleted) = await rig.Client.AboutAsync("DELETE", id);

        Assert.Equal((200, $$"""{"id":"{{id}}","object":"response","deleted":true}"""), (status, deleted.GetRawText()));
        Assert.Equal((404, "response_not_found"), await StatusAndCodeAsync(rig.Client, "GET", id));
        Assert.Equal(404, (await rig.Client.AboutAsync("DELETE", id)).Status);
    }

    [Fact]
    public async Task Cancel_OfAResponseThatEnded_Is400() =>
        await WithOneAsync(static async (client, id) => Assert.Equal((400, "response_not_cancellable"), await StatusAndCodeAsync(client, "POST", id + "/cancel")));

    [Fact]
    public async Task InputItems_WithoutAQuery_AreNewestFirst() => await WithOneAsync(static async (client, id) =>
    {
        var (_, list) = await client.AboutAsync("GET", id + "/input_items");

        Assert.Equal(["three", "two", "one"], Texts(list));
        Assert.Equal(("list", false), (list.GetProperty("object").GetString(), list.GetProperty("has_more").GetBoolean()));
        Assert.Equal(Ids(list)[0], list.GetProperty("first_id").GetString());
        Assert.Equal(Ids(list)[2], list.GetProperty("last_id").GetString());
    });

    [Fact]
    public async Task InputItems_InPages_AreEachTheirOwn() => await WithOneAsync(static async (client, id) =>
    {
        var (_, first) = await client.AboutAsync("GET", id + "/input_items?order=asc&limit=2");
        var (_, second) = await client.AboutAsync("GET", id + $"/input_items?order=asc&limit=2&after={first.GetProperty("last_id")}");
        var (_, none) = await client.AboutAsync("GET", id + $"/input_items?order=asc&after={second.GetProperty("last_id")}");

        Assert.Equal(["one", "two"], Texts(first));
        Assert.Equal(("msg_2", true), (first.GetProperty("last_id").GetString(), first.GetProperty("has_more").GetBoolean()));
        Assert.Equal(["three"], Texts(second));
        Assert.False(second.GetProperty("has_more").GetBoolean());
        Assert.Empty(Texts(none));
        Assert.Equal(JsonValueKind.Null, none.GetProperty("first_id").ValueKind);
    });

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("limit=x")]
    [InlineData("order=up")]
    [InlineData("after=msg_none")]
    public async Task InputItems_QueryThatIsNone_Is400(string query) =>
        await WithOneAsync(async (client, id) => Assert.Equal((400, "invalid_value"), await StatusAndCodeAsync(client, "GET", $"{id}/input_items?{query}")));

    [Fact]
    public async Task InputItems_OfAResponseThatFollows_BeginWithTheConversation()
    {
        await using var rig = await Rig.StartAsync(ResponseCalls.ChatSays("Hello."));
        var first = await rig.Client.RespondAsync(""" "input":"one" """);
        var second = await rig.Client.RespondAsync($"\"previous_response_id\":\"{first.Id()}\",\"input\":\"two\"");

        var (_, list) = await rig.Client.AboutAsync("GET", second.Id() + "/input_items?order=asc");

        Assert.Equal(["one", "Hello.", "two"], Texts(list));
        Assert.Equal(3, Ids(list).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/cancel")]
    [InlineData("GET", "/input_items")]
    public async Task Response_OfAnotherPrincipal_Is404AndStays(string method, string action)
    {
        await using var rig = await Rig.StartAsync(ResponseCalls.ChatSays("Hello."));
        var id = (await rig.Client.RespondAsync(Question)).Id();
        var other = rig.Server.Client(await rig.Server.KeyAsync());

        Assert.Equal((404, "response_not_found"), await StatusAndCodeAsync(other, method, id + action));
        Assert.Equal(401, (await rig.Server.Anonymous.AboutAsync(method, id + action)).Status);
        Assert.Equal(200, (await rig.Client.AboutAsync("GET", id)).Status);
    }

    private static async Task WithOneAsync(Func<HttpClient, string, Task> check)
    {
        await using var rig = await Rig.StartAsync(ResponseCalls.ChatSays("Hello."));
        await check(rig.Client, (await rig.Client.RespondAsync(Question)).Id());
    }

    private static async Task<(int, string?)> StatusAndCodeAsync(HttpClient client, string method, string path)
    {
        var (status, body) = await client.AboutAsync(method, path);
        return (status, body.Code());
    }

    private static List<string?> Texts(JsonElement list) => [.. list.GetProperty("data").EnumerateArray().Select(static item => item.GetProperty("content")[0].GetProperty("text").GetString())];

    private static List<string?> Ids(JsonElement list) => [.. list.GetProperty("data").EnumerateArray().Select(static item => item.GetProperty("id").GetString())];
}
