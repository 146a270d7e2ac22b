using System.Net;
using System.Text.Json;
using Fairlead.Testing;

namespace Fairlead.Gateway.Tests.Endpoints;

public sealed class ListModelsTests
{
    [Fact]
    public async Task List_OfTwoProviders_ShowsBareNamesOfTheDefaultAndPrefixedOnesOfTheOther()
    {
        await using var rig = await TwoProvidersAsync();

        var list = await rig.Client.GetJsonAsync("/v1/models");

        Assert.Equal("list", list.GetProperty("object").GetString());
        Assert.Equal(["claude-sonnet", "meta/llama", "second/gpt", "second/org/model"], list.GetProperty("data").EnumerateArray().Select(static model => model.GetProperty("id").GetString()));
        Assert.All(list.GetProperty("data").EnumerateArray(), static model => Assert.Equal("model", model.GetProperty("object").GetString()));
        Assert.All(list.GetProperty("data").EnumerateArray(), static model => Assert.Equal(JsonValueKind.Number, model.GetProperty("created").ValueKind));
        Assert.Equal("second", list.GetProperty("data")[2].GetProperty("owned_by").GetString());
    }

    [Fact]
    public async Task List_WithADisabledProvider_HidesItsModels()
    {
        await using var rig = await TwoProvidersAsync();
        await rig.Server.Admin.PutJsonAsync("/v1/llm-providers/second", new { enabled = false });

        var list = await rig.Client.GetJsonAsync("/v1/models");

        Assert.Equal(["claude-sonnet", "meta/llama"], list.GetProperty("data").EnumerateArray().Select(static model => model.GetProperty("id").GetString()));
    }

    [Theory]
    [InlineData("claude-sonnet", "claude-sonnet")]
    [InlineData("openai-compatible/claude-sonnet", "openai-compatible/claude-sonnet")]
    [InlineData("openai-compatible%2Fclaude-sonnet", "openai-compatible/claude-sonnet")]
    [InlineData("meta/llama", "meta/llama")]
    [InlineData("meta%2fllama", "meta/llama")]
    [InlineData("second%2Forg/model", "second/org/model")]
    [InlineData("second/org%2Fmodel", "second/org/model")]
    [InlineData("claude%2Dsonnet", "claude-sonnet")]
    public async Task Get_Model_IsFoundByPlainAndEscapedName(string path, string id)
    {
        await using var rig = await TwoProvidersAsync();

        var model = await rig.Client.GetJsonAsync($"/v1/models/{path}");

        Assert.Equal(id, model.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("gpt")]
    [InlineData("hidden-model")]
    [InlineData("second/hidden")]
    [InlineData("nobody%2Fgpt")]
    [InlineData("claude%252Dsonnet")]
    public async Task Get_ModelThatIsNotToBeHad_Is404(string path)
    {
        await using var rig = await TwoProvidersAsync();

        using var response = await rig.Client.GetAsync(new Uri($"/v1/models/{path}", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal((404, "model_not_found"), await response.CodeAsync());
    }

    private static async Task<Rig> TwoProvidersAsync()
    {
        var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"), [new { name = "claude-sonnet" }, new { name = "hidden-model", enabled = false }, new { name = "meta/llama" }]);
        var config = new { baseUrl = rig.Upstream.BaseUrl, models = new object[] { new { name = "gpt" }, new { name = "org/model" }, new { name = "hidden", enabled = false } } };
        await rig.Server.Admin.PostJsonAsync("/v1/llm-providers", new { provider = "openai-compatible", identifier = "second", config });
        return rig;
    }
}
