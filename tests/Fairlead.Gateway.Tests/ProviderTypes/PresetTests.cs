using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.ProviderTypes.OpenAICompatible;

namespace Fairlead.Gateway.Tests.ProviderTypes;

public sealed class PresetTests
{
    [Fact]
    public void Presets_AllBuild() => Assert.All(Preset.All, static preset =>
    {
        var built = Built.Of("openai-compatible", $$"""{"preset": "{{preset.Key}}", "apiKeySecretName": "KEY", "models": [{"name": "some-model"}]}""");

        Assert.Empty(built.Problems);
        Assert.Equal($"{preset.Value.BaseUrl}/chat/completions", built.First.Endpoints.Of(Operation.Chat)!.Address.AbsoluteUri);
        Assert.Equal(preset.Value.Lacking, built.First.Missing);
    });

    [Fact]
    public void Presets_AreNotEmptyAndEncryptedBeyondThisMachine()
    {
        Assert.True(Preset.All.Count >= 12);
        Assert.All(Preset.All.Values, static preset => Assert.True(new Uri(preset.BaseUrl) is { Scheme: "https" } or { IsLoopback: true }));
    }

    [Fact]
    public void Exclusions_OfAPreset_AreDefaultsOfEachModel()
    {
        var built = Built.Of("openai-compatible", """{"preset": "perplexity", "apiKeySecretName": "KEY", "models": [{"name": "sonar"}, {"name": "other", "supportedFeatures": {"tools": true, "stop": false}}]}""");

        Assert.Equal(ModelFeatures.ParallelToolCalls | ModelFeatures.Tools, built.Model("sonar").Missing);
        Assert.Equal(ModelFeatures.ParallelToolCalls | ModelFeatures.Stop, built.Model("other").Missing);
    }

    [Theory]
    [InlineData("deepseek", "", true)]
    [InlineData("moonshot", "", true)]
    [InlineData("groq", "", false)]
    [InlineData("groq", "\"returnsReasoning\": true,", true)]
    [InlineData("deepseek", "\"returnsReasoning\": false,", false)]
    public void Reasoning_GoesBackWhereThePresetOrTheSettingSaysSo(string preset, string setting, bool returns) => Assert.Equal(
        returns,
        Built.Of("openai-compatible", $$"""{"preset": "{{preset}}", {{setting}} "apiKeySecretName": "KEY", "models": [{"name": "some-model"}]}""").First.Endpoints.Of(Operation.Chat)!.Target.ReturnsReasoning);

    [Fact]
    public void BaseUrl_BesideAPreset_Wins() => Assert.Equal(
        "http://127.0.0.1:9/v1/chat/completions",
        Built.Of("openai-compatible", """{"preset": "ollama", "baseUrl": "http://127.0.0.1:9/v1", "models": [{"name": "llama"}]}""").First.Endpoints.Of(Operation.Chat)!.Address.AbsoluteUri);

    [Theory]
    [InlineData("""{"models": [{"name": "some-model"}]}""", "config.baseUrl", "is required")]
    [InlineData("""{"preset": "groq", "models": [{"name": "some-model"}]}""", "config.apiKeySecretName", "is required")]
    [InlineData("""{"preset": "nobody", "models": [{"name": "some-model"}]}""", "config.preset", "")]
    public void Build_IncompleteConfig_IsRefused(string config, string path, string says) => Built.AssertRefused("openai-compatible", config, path, says);
}
