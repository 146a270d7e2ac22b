using System.ClientModel;
using System.Net;
using OpenAI.Models;

namespace Fairlead.Simulator.Tests;

public sealed class CatalogTests
{
    [Fact]
    public async Task List_OfferedModels_AreListedInOrder()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { Models = ["one", "vendor/two"] });

        OpenAIModelCollection models = await simulator.Sdk().GetOpenAIModelClient().GetModelsAsync(TestSimulator.Cancelled);

        Assert.Equal(["one", "vendor/two"], models.Select(m => m.Id));
    }

    [Fact]
    public async Task Get_IdWithASlash_IsFoundBySdkAndPlainly()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { Models = ["vendor/two"] });

        OpenAIModel model = await simulator.Sdk().GetOpenAIModelClient().GetModelAsync("vendor/two", TestSimulator.Cancelled);
        using HttpResponseMessage plain = await simulator.Http.GetAsync("/v1/models/vendor/two", TestSimulator.Cancelled);
        using HttpResponseMessage escaped = await simulator.Http.GetAsync("/v1/models/vendor%2Ftwo", TestSimulator.Cancelled);

        Assert.Equal("vendor/two", model.Id);
        Assert.Equal(HttpStatusCode.OK, plain.StatusCode);
        Assert.Equal(HttpStatusCode.OK, escaped.StatusCode);
    }

    [Fact]
    public async Task Get_UnknownId_Is404()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        ClientResultException error = await Assert.ThrowsAsync<ClientResultException>(
            () => simulator.Sdk().GetOpenAIModelClient().GetModelAsync("nothing", TestSimulator.Cancelled));

        Assert.Equal(404, error.Status);
    }

    [Fact]
    public async Task Answer_NoModelsNamed_AcceptsAny()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { Models = null });

        var answer = await simulator.Chat("made/up").CompleteChatAsync(
            [new OpenAI.Chat.UserChatMessage("hi")], cancellationToken: TestSimulator.Cancelled);

        Assert.Equal("made/up", answer.Value.Model);
    }
}
