using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Routing;
using Fairlead.Gateway.Tests.Catalog;

namespace Fairlead.Gateway.Tests.Routing;

public sealed class NeedsTests
{
    private static readonly object[] Models =
    [
        new { name = "chat" },
        new { name = "embeds", operations = new[] { "embeddings" } },
        new { name = "blind", supportedFeatures = new { vision = false } },
        new { name = "toolless", supportedFeatures = new { tools = false, vision = false } },
        new { name = "off", enabled = false },
    ];

    [Theory]
    [InlineData(Operation.Chat, 0b01)]
    [InlineData(Operation.Messages, 0b01)]
    [InlineData(Operation.Responses, 0b01)]
    [InlineData(Operation.Embeddings, 0b10)]
    public void Fit_Operation_IsWhatServesIt(Operation operation, ulong fit) => Assert.Equal(fit, FitModels(new Needs(operation, default, [], null), "chat", "embeds").Fit);

    [Theory]
    [InlineData(ModelFeatures.None, 0b111)]
    [InlineData(ModelFeatures.Vision, 0b001)]
    [InlineData(ModelFeatures.Tools, 0b011)]
    [InlineData(ModelFeatures.Vision | ModelFeatures.Tools, 0b001)]
    public void Fit_Features_PrefersThoseThatHaveThem(ModelFeatures features, ulong fit)
    {
        var (found, exclusions) = FitModels(new Needs(Operation.Chat, features, [], null), "chat", "blind", "toolless");

        Assert.Equal((fit, 0b111 & ~fit), (found, exclusions[Exclusion.Features]));
    }

    [Fact]
    public void Fit_FeatureThatNoneHas_IsNotDemanded() => Assert.Equal(0b11UL, FitModels(new Needs(Operation.Chat, ModelFeatures.Vision, [], null), "blind", "toolless").Fit);

    [Fact]
    public void Fit_WhatIsSwitchedOff_IsLeftOut()
    {
        var (fit, exclusions) = Fit(
            new Needs(Operation.Chat, default, [], null),
            new("p", "chat"), new("p", "chat") { Enabled = false }, new("p", "chat") { Weight = 0 }, new("p", "off"));

        Assert.Equal((0b0001UL, 0b1110UL), (fit, exclusions[Exclusion.Disabled]));
    }

    [Theory]
    [InlineData("", 0b111)]
    [InlineData("eu", 0b011)]
    [InlineData("eu fast", 0b010)]
    [InlineData("us", 0b000)]
    public void Fit_Tags_AreAllDemanded(string tags, ulong fit) => Assert.Equal(
        fit, Fit(Tagged(tags), new("p", "chat") { Tags = ["eu"] }, new("p", "chat") { Tags = ["fast", "eu"] }, new("p", "chat")).Fit);

    [Theory]
    [InlineData("", 0b01)]
    [InlineData("eu", 0b10)]
    [InlineData("default", 0b01)]
    public void Fit_WhereOneIsTheDefault_ItServesRequestsWithoutTags(string tags, ulong fit) =>
        Assert.Equal(fit, Fit(Tagged(tags), new("p", "chat") { Tags = ["default"] }, new("p", "chat") { Tags = ["eu"] }).Fit);

    [Fact]
    public void Fit_ResponseThatAProviderKeeps_IsThatProvidersAlone()
    {
        var (fit, exclusions) = Fit(new Needs(Operation.Responses, default, [], "q"), new("p", "chat"), new("q", "chat"));

        Assert.Equal((0b10UL, Exclusion.Elsewhere), (fit, exclusions.Of(0)));
    }

    private static Needs Tagged(string tags) => new(Operation.Chat, default, tags.Split(' ', StringSplitOptions.RemoveEmptyEntries), null);

    private static (ulong Fit, Exclusions Exclusions) FitModels(Needs needs, params string[] models) => Fit(needs, [.. models.Select(static model => new DeploymentDefinition("p", model))]);

    private static (ulong Fit, Exclusions Exclusions) Fit(Needs needs, params DeploymentDefinition[] deployments)
    {
        var providers = deployments.Select(static deployment => deployment.Provider).Distinct().Select(static name => Snapshots.Provider(name, "http://127.0.0.1:1/v1", Models));
        var route = new CatalogSnapshot(providers, null, null, [new RouteDefinition("gpt", deployments)]).Find("gpt")!;
        var exclusions = default(Exclusions);
        return (needs.Fit(route, ref exclusions), exclusions);
    }
}
