using Anthropic.Models.Messages;
using Fairlead.Conformance.Tests.Providers;
using OpenAI.Chat;
using OpenAI.Responses;

namespace Fairlead.Conformance.Tests.Clients;

/// <summary>Clients that leave in the middle of an answer. The upstream is slow, and its departures are waited for one after the other.</summary>
public sealed class AbortTests : IAsyncLifetime
{
    private const string Prompt = "sim:tokens=10000";
    private readonly ConnectedServer server = new(ProviderFixtures.Upstream with { TokensPerSecond = 200 });

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Chat_ClientLeaves_ReachesEveryUpstream() => await EachAsync(async model =>
        await BeginAsync(server.OpenAI().GetChatClient(model).CompleteChatStreamingAsync([new UserChatMessage(Prompt)], cancellationToken: ConnectedServer.Cancelled)));

    [Fact]
    public async Task Responses_ClientLeaves_ReachesEveryUpstream() => await EachAsync(async model =>
        await BeginAsync(await server.OpenAI().GetResponsesClient().CreateResponseStreamingAsync(
            new CreateResponseOptions(model, [ResponseItem.CreateUserMessageItem(Prompt)]) { StreamingEnabled = true }, ConnectedServer.Cancelled)));

    [Fact]
    public async Task Messages_ClientLeaves_ReachesEveryUpstream() => await EachAsync(async model =>
        await BeginAsync(server.Anthropic().Messages.CreateStreaming(
            new MessageCreateParams { Model = model, MaxTokens = 20_000, Messages = [new UserMessageParam(Prompt)] }, ConnectedServer.Cancelled)));

    // Reads the first event and leaves.
    private static async Task BeginAsync<T>(IAsyncEnumerable<T> stream)
    {
        await using var events = stream.GetAsyncEnumerator(ConnectedServer.Cancelled);
        Assert.True(await events.MoveNextAsync());
    }

    private async Task EachAsync(Func<string, Task> begin)
    {
        server.Simulator.ClearReceived();
        foreach (var fixture in ProviderFixtures.All)
        {
            await begin(fixture.ClientModel);

            var left = await server.Simulator.NextAbortedAsync(ConnectedServer.Cancelled).WaitAsync(TimeSpan.FromSeconds(10), ConnectedServer.Cancelled);
            Assert.True(left.Aborted, fixture.Identifier);
        }
    }
}
