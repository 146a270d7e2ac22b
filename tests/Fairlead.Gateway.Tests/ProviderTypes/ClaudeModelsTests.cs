using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.ProviderTypes.Anthropic;

namespace Fairlead.Gateway.Tests.ProviderTypes;

public sealed class ClaudeModelsTests
{
    [Theory]
    [InlineData("claude-sonnet-4-5@20250929", 64_000)]
    [InlineData("us.anthropic.claude-opus-4-6-v1:0", 128_000)]
    [InlineData("anthropic/claude-opus-4.6", 128_000)]
    [InlineData("claude-opus-4-8", 32_000)]
    [InlineData("claude-opus-4-1-20250805", 32_000)]
    [InlineData("claude-opus-4-20250514", 32_000)]
    [InlineData("claude-4.1-opus", 32_000)]
    [InlineData("claude-sonnet-5", 32_000)]
    [InlineData("Claude-Latest", 32_000)]
    [InlineData("claude-3-5-sonnet-20241022", null)]
    [InlineData("anthropic/claude-3.7-sonnet", null)]
    [InlineData("claude-haiku-3-5", null)]
    [InlineData("anthropic.claude-v2:1", null)]
    [InlineData("claude-instant-1.2", null)]
    [InlineData("kimi-k2", null)]
    [InlineData("arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc", null)]
    public void MostTokens_OfAnyProvidersName_IsWhatTheModelSurelyGives(string name, int? most) => Assert.Equal(most, ClaudeModels.MostTokens(name));

    [Fact]
    public void Build_ModelThatNoCatalogLists_HasTheLimitOfItsFamily()
    {
        var built = Built.Of("anthropic", """{"apiKeySecretName": "KEY"}""", """{"models": {"claude-opus-4-8": {}, "another": {} } }""");

        Assert.Equal((32_000, 4096), (LimitOf(built, "claude-opus-4-8"), LimitOf(built, "another")));
    }

    private static int LimitOf(Built built, string model) => built.Model(model).Endpoints.ForeignTo(Operation.Chat)!.Target.DefaultMaxTokens;
}
