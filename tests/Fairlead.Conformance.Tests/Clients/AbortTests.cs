using Anthropic.Models.Messages;
using Fairlead.Conformance.Tests.Providers;
using OpenAI.Chat;
using OpenAI.Responses;

namespace Fairlead.Conformance.Tests.Clients;

/// <summary>Clients that leave in the middle of an answer. The upstream is slow, and its departures are waited for one after the other.</summary>
public sealed class AbortTests : IAsyncLifetime
{
    private const string Prompt = "sim:tokens=10000";
    private readonly ConnectedServer server = new();

    public async ValueTask InitializeAsync()
    {
        await server.InitializeAsync();
        server.Simulator.Options = ProviderFixtures.Upstream with { TokensPerSecond = 10 };
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public Task Chat_ClientLeaves_ReachesEveryUpstream() => EachAsync(async (model, leaves) =>
        await LeaveAsync(server.OpenAI().GetChatClient(model).CompleteChatStreamingAsync([new UserChatMessage(Prompt)], cancellationToken: leaves.Token), leaves));

    [Fact]
    public Task Responses_ClientLeaves_ReachesEveryUpstream() => EachAsync(async (model, leaves) =>
    {
        var options = new CreateResponseOptions(model, [ResponseItem.CreateUserMessageItem(Prompt)]) { StreamingEnabled = true };
        await LeaveAsync(await server.OpenAI().GetResponsesClient().CreateResponseStreamingAsync(options, leaves.Token), leaves);
    });

    [Fact]
    public Task Messages_ClientLeaves_ReachesEveryUpstream() => EachAsync(async (model, leaves) =>
    {
        var ask = new MessageCreateParams { Model = model, MaxTokens = 20_000, Messages = [new UserMessageParam(Prompt)] };
        await LeaveAsync(server.Anthropic().Messages.CreateStreaming(ask, leaves.Token), leaves);
    });

    private static async Task LeaveAsync<T>(IAsyncEnumerable<T> stream, CancellationTokenSource leaves)
    {
        await foreach (var _ in stream)
        {
            // A moment later, while the next read waits: a client's HTTP stack that is told between reads first drains what is left, for two seconds.
            leaves.CancelAfter(TimeSpan.FromMilliseconds(5));
        }
    }

    private async Task EachAsync(Func<string, CancellationTokenSource, Task> ask)
    {
        server.Simulator.ClearReceived();
        foreach (var fixture in ProviderFixtures.All)
        {
            using var leaves = CancellationTokenSource.CreateLinkedTokenSource(ConnectedServer.Cancelled);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ask(fixture.ClientModel, leaves));

            var left = await server.Simulator.NextAbortedAsync(ConnectedServer.Cancelled).WaitAsync(TimeSpan.FromSeconds(10), ConnectedServer.Cancelled);
            Assert.True(left.Aborted, fixture.Identifier);
        }
    }
}
