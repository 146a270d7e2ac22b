using System.Text;
using Fairlead.Server.Platform.Configuration;

namespace Fairlead.Server.Tests.Platform.Configuration;

public sealed class DocumentChecksTests : IDisposable
{
    private const string OpenAI = "secrets: {A: x}\nproviders:\n  openai: {config: {apiKeySecretName: A}}\n";
    private const string Role = "providers:\n  bedrock: {config: {region: us-east-1, roleArn: \"arn:aws:iam::123456789012:role/x\"}}\n";

    private readonly ConfigurationFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Role_IsTaken_WhereTheOptionsAllowIt()
    {
        Assert.Contains("useAwsEnvironmentCredentials", Assert.Single(folder.Read(Role).Problems).Message, StringComparison.Ordinal);
        Assert.Empty(folder.Read("options: {gateway: {useAwsEnvironmentCredentials: true}}\n" + Role).Problems);

        folder.Write(Role);
        var overrides = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { ["GATEWAY:USEAWSENVIRONMENTCREDENTIALS"] = "true" };
        Assert.Empty(ConfigurationFile.Read(folder.Path, new ConfigurationContext(ServerApp.Sections, static _ => null, [], TimeProvider.System) { Overrides = overrides }).Problems);
    }

    [Theory]
    [InlineData("\"gpt-*\": {deployments: [{provider: openai}], aliases: [zz]}", "routes[\"gpt-*\"].aliases[0]", "means nothing for a pattern")]
    [InlineData("c: {deployments: [{provider: openai, model: gpt-5}], aliases: [\"x*\"]}", "routes.c.aliases[0]", "cannot hold *")]
    [InlineData("c: {deployments: [{provider: openai, model: gpt-5}], aliases: [c]}", "routes.c.aliases[0]", "own name")]
    [InlineData("\" lead\": {deployments: [{provider: openai, model: gpt-5}]}", "routes[\" lead\"]", "has a name that")]
    [InlineData("\"end/\": {deployments: [{provider: openai, model: gpt-5}]}", "routes[\"end/\"]", "has a name that")]
    public void Route_IsNamed_AsTheApiDemands(string route, string path, string says)
    {
        var problem = Assert.Single(folder.Read(OpenAI + $"routes:\n  {route}\n").Problems);

        Assert.Equal(path, problem.Path);
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Name_ThatLeadsNowhere_IsSaidWhereverItStands()
    {
        var file = folder.Read(OpenAI + """
            defaults: {provider: openai}
            routes:
              c: {deployments: [{provider: openai, model: gpt-5}], fallbacks: [d], accessGroups: [staff]}
              d: {deployments: [{provider: openai, modle: gpt-5}]}
              off: {deployments: [{provider: openai, model: gpt-5, weight: 0}]}
            options: {routing: {defaultFallbacks: [nope]}}
            keys: {k: {key: abc, models: [nonexist, c, "team/*", staff, openai/gpt-5]}}
            """);

        Assert.Equal(["routes.d.deployments[0].modle", "options.routing.defaultFallbacks[0]"], file.Problems.Select(static problem => problem.Path));
        Assert.Equal(["routes.off.deployments", "keys.k.models[0]"], file.Warnings.Select(static warning => warning.Path));
    }

    [Fact]
    public void Entry_WithAProblem_HidesNoOther()
    {
        var file = folder.Read("""
            secrets: {A: x, B: 7}
            providers:
              "open ai": {type: openai, config: {apiKeySecretName: A}}
              first: {type: opnai, config: {apiKeySecretName: A}}
              second: {type: openai, config: {apiKeySecretName: B, apiKeySecretNam: A}}
            defaults: {providr: first}
            routes:
              a: {deployments: [{provider: first, model: m}, {provider: "open ai", model: m}], stratgy: order}
            options: {gatway: {x: 1}, routing: {retries: 99}}
            keys: {k: {key: abc}, l: {key: abc}}
            """);

        string[] expected =
        [
            "secrets.B", "providers[\"open ai\"]", "providers.first.type", "providers.second.config.apiKeySecretNam", "defaults.providr", "routes.a.stratgy", "options.gatway", "options.routing.retries",
            "keys.l.key",
        ];
        Assert.Equal(expected, file.Problems.Select(static problem => problem.Path));
    }

    [Fact]
    public void Model_OfTwoLetters_IsTaken() =>
        Assert.Empty(folder.Read("providers:\n  x: {type: openai-compatible, config: {baseUrl: 'http://h/v1', models: [{name: o1}]}}\nroutes:\n  o1: {deployments: [{provider: x}]}\n").Problems);

    [Fact]
    public void Anchor_InAPartOfItsOwn_IsReferredTo()
    {
        var file = folder.Read("x-shared: &base {provider: openai, model: gpt-5}\n" + OpenAI + "routes:\n  a: {deployments: [{<<: *base, weight: 3}]}\n");

        Assert.Empty(file.Problems);
        Assert.Equal("gpt-5", file.Declared!.Routes["a"].GetProperty("deployments")[0].GetProperty("model").GetString());
    }

    [Fact]
    public void Bytes_ThatAreNotUtf8_AreAProblem()
    {
        File.WriteAllBytes(folder.Path, [.. Encoding.ASCII.GetBytes("secrets: {A: \"x"), 0xE9, .. Encoding.ASCII.GetBytes("y\"}\n")]);

        Assert.Contains("not UTF-8", Assert.Single(folder.Read().Problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{a: ", "}")]
    public void File_NestedAHundredThousandDeep_IsRefused(string opens, string closes)
    {
        var text = "routes: " + string.Concat(Enumerable.Repeat(opens, 100_000)) + "1" + string.Concat(Enumerable.Repeat(closes, 100_000)) + "\n";

        Assert.Contains("nested too deep", Assert.Single(folder.Read(text).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Include_FromTheEnvironment_IsRead()
    {
        folder.Write("parts/a.yaml", OpenAI);
        folder.Environment["DIR"] = folder.PathOf("parts");

        Assert.Equal(["openai"], folder.Read("include: [\"${DIR}/a.yaml\"]\n").Declared!.Providers.Keys);
        Assert.Contains("NOWHERE, which is not set", Assert.Single(folder.Read("include: [\"${NOWHERE}/a.yaml\"]\n").Problems).Message, StringComparison.Ordinal);
    }
}
