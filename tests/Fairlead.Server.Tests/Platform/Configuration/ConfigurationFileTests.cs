using Fairlead.Server.Platform.Configuration;

namespace Fairlead.Server.Tests.Platform.Configuration;

public sealed class ConfigurationFileTests : IDisposable
{
    private const string Providers = """
        secrets:
          KEY: abc
        providers:
          openai: {config: {apiKeySecretName: secret:KEY}}
          local:
            type: openai-compatible
            config: {baseUrl: "http://llm.example/v1", models: [{name: small}, {name: large}], customHeaders: {X-Token: secret:KEY}}
        """;

    private readonly ConfigurationFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void File_OfEveryPart_DeclaresThemAll()
    {
        var file = folder.Read(Providers + """

            defaults: {provider: local, model: small}
            keys:
              master: {key: secret:KEY, models: [small, "openai/*"]}
            routes:
              gpt: {deployments: [{provider: local, model: large, weight: 2}, {provider: openai, model: gpt-5}], aliases: [best], fallbacks: [small, best2]}
              best2: {deployments: [{provider: local, model: small}], strategy: leastBusy, hedge: {afterSeconds: 0.2}}
              openai/*: {deployments: [{provider: openai}]}
            options: {gateway: {idleTimeoutSeconds: 5}}
            """);

        Assert.Empty(file.Problems);
        Assert.Empty(file.Warnings);
        var declared = file.Declared!;
        Assert.Equal("abc", declared.Secrets["KEY"].Value);
        Assert.Equal(("openai-compatible", "{{ .secrets.KEY }}"), (declared.Providers["local"].Definition.Type, declared.Providers["local"].Definition.Config.GetProperty("customHeaders").GetProperty("X-Token").GetString()));
        Assert.Equal("KEY", declared.Providers["openai"].Definition.Config.GetProperty("apiKeySecretName").GetString());
        Assert.Equal(("local", "small"), (declared.Default!.Provider, declared.Default.Model));
        Assert.Equal(("key:master", 2), (declared.Keys["master"].Id, declared.Keys["master"].Models!.Count));
        Assert.Equal(["best2", "gpt", "openai/*"], declared.Routes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("5", declared.Options["gateway:idleTimeoutSeconds"]);
        Assert.Equal(new Place(folder.Path, 4, 3), declared.Providers["openai"].Place);
    }

    [Theory]
    [InlineData("routes: {gpt: {deployment: []}}", "did you mean 'deployments'?")]
    [InlineData("routs: {}", "did you mean 'routes'?")]
    [InlineData("routes: {gpt: {deployments: [{provider: local, model: small}], strategy: leastbusi}}", "did you mean 'leastBusy'?")]
    [InlineData("routes: {gpt: {deployments: [{provider: local, model: smal}]}}", "did you mean 'small'?")]
    [InlineData("routes: {gpt: {deployments: [{provider: local, model: small}], fallbacks: [gtp4]}, gpt4: {deployments: [{provider: local, model: small}]}}", "did you mean 'gpt4'?")]
    [InlineData("defaults: {provider: local, model: lrge}", "did you mean 'large'?")]
    [InlineData("options: {gateway: {meterStreams: exakt}}", "did you mean 'exact'?")]
    public void File_WithAMisspelling_SaysWhatWasMeant(string more, string suggestion)
    {
        var file = folder.Read($"{Providers}\n{more}\n");

        Assert.EndsWith(suggestion, Assert.Single(file.Problems).Message, StringComparison.Ordinal);
        Assert.Equal(8, file.Problems[0].Line);
        Assert.Null(file.Declared);
    }

    [Theory]
    [InlineData("x: {type: opanai, config: {}}", "providers.x.type", "did you mean 'openai'?")]
    [InlineData("opnai: {config: {}}", "providers.opnai.type", "did you mean 'openai'?")]
    [InlineData("openai: {type: anthropic, config: {}}", "providers.openai", "only a provider of that type")]
    [InlineData("port: {config: {}}", "providers.port", "under managed:")]
    [InlineData("defaults: {type: openai, config: {apiKeySecretName: K}}", "providers.defaults", "reserved")]
    [InlineData("openai: {}", "providers.openai.config.apiKeySecretName", "is required")]
    [InlineData("x: {type: openai-compatible, config: {models: [{name: abc}]}}", "providers.x.config.baseUrl", "is required")]
    [InlineData("x: {type: openai-compatible, config: {baseUrl: 'http://h/v1', models: [{name: abc}], customHeaders: {Host: h}}}", "providers.x.config.customHeaders.Host", "cannot be set")]
    [InlineData("x: {type: openai-compatible, config: {baseUrl: 'http://h/v1', models: [{name: abc}]}, overrides: {models: {abd: {}}}}", "providers.x.overrides.models.abd", "not a model")]
    [InlineData("X: {type: openai, config: {apiKeySecretName: K}}", "providers.X", "has a name that")]
    public void File_WithAnUnusableProvider_SaysWhere(string provider, string path, string says)
    {
        var file = folder.Read($"providers:\n  {provider}\n");

        var problem = Assert.Single(file.Problems);
        Assert.Equal((path, 2), (problem.Path, problem.Line));
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_WithNamesThatClash_NamesBothPlaces()
    {
        var file = folder.Read(Providers + """

            routes:
              a: {deployments: [{provider: local, model: small}], aliases: [b, c], fallbacks: [a]}
              b: {deployments: [{provider: local, model: small}], aliases: [c]}
            keys:
              one: {key: same}
              two: {key: same}
            """);

        Assert.Equal(
            ["routes.a.aliases[0]", "routes.a.fallbacks[0]", "routes.b.aliases[0]", "keys.two.key"],
            file.Problems.Select(static problem => problem.Path));
        Assert.Contains("routes.a.aliases[1]", file.Problems[2].Message, StringComparison.Ordinal);
        Assert.Contains("keys.one", file.Problems[3].Message, StringComparison.Ordinal);
        Assert.All(file.Problems, static problem => Assert.DoesNotContain("same'", problem.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void File_ReferringToWhatItDoesNotDeclare_Warns()
    {
        var file = folder.Read("""
            providers:
              openai: {config: {apiKeySecretName: secret:STORED}}
              vertex: {type: vertex-gemini, config: {clientEmailSecretName: MAIL, privateKeySecretName: PEM, project: my-project, location: europe-west1, models: [{name: gemini-2.5-flash}]}}
            keys: {ci: {key: secret:CI_KEY}}
            routes:
              gpt: {deployments: [{provider: elsewhere, model: m1}], fallbacks: [unknown-model]}
            """);

        Assert.Empty(file.Problems);
        Assert.NotNull(file.Declared);
        Assert.Equal(
            ["Secret STORED", "Secret MAIL", "Secret PEM", "Provider elsewhere", "ProviderModel m1", "Model unknown-model", "Secret CI_KEY"],
            file.Declared.Expectations.Select(static expectation => $"{expectation.Kind} {expectation.Name}"));
        Assert.Equal(7, file.Warnings.Count);
        Assert.Contains(file.Warnings, static warning => warning.Line == 2 && warning.Path == "providers.openai.config.apiKeySecretName");
    }

    [Fact]
    public void File_InYamlsShortForms_IsReadAsWritten()
    {
        var file = folder.Read("""
            secrets: {KEY: abc}
            providers:
              a: &shared
                type: openai-compatible
                config: &config {baseUrl: "http://llm.example/v1", models: [{name: small}], strict: true}
              b: *shared
              c:
                <<: *shared
                config: {<<: *config, strict: false}
            """);

        Assert.Empty(file.Problems);
        Assert.Equal([true, true, false], new[] { "a", "b", "c" }.Select(name => file.Declared!.Providers[name].Definition.Config.GetProperty("strict").GetBoolean()));
    }

    [Theory]
    [InlineData("a: &a [*a]\n", "")]
    [InlineData("routes: {}\nsecrets: {}\nroutes: {}\n", "uplicate")]
    [InlineData("routes: {}\n---\nroutes: {}\n", "second")]
    public void File_WhoseYamlCannotBeUsed_SaysSo(string text, string says)
    {
        var problem = Assert.Single(folder.Read(text).Problems);

        Assert.StartsWith(folder.Path, problem.ToString(), StringComparison.Ordinal);
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_WhoseAliasesMultiply_IsRefusedWithinBounds()
    {
        var text = string.Concat(Enumerable.Range(0, 12).Select(static level => $"l{level}: &l{level} [{string.Join(", ", Enumerable.Repeat(level == 0 ? "x" : $"*l{level - 1}", 10))}]\n"));

        Assert.Contains("too many values", Assert.Single(folder.Read(text).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_OfAnotherProduct_IsConvertedAndItsProblemsStandWhereTheyComeFrom()
    {
        folder.Write("model_list:\n  - model_name: gpt\n    provider: nowhere\n");

        var file = folder.Read(new OtherFormat());

        var problem = Assert.Single(file.Problems);
        Assert.Equal(("providers.gpt.type", 2L, 5L), (problem.Path, problem.Line, problem.Column));
        Assert.Equal((3L, "is not used"), (Assert.Single(file.Warnings).Line, file.Warnings[0].Message));
    }

    private sealed class OtherFormat : IConfigurationFormat
    {
        public bool Recognizes(System.Text.Json.Nodes.JsonObject root) => root.ContainsKey("model_list");

        public ConvertedConfiguration Convert(System.Text.Json.Nodes.JsonObject root, IReadOnlyDictionary<string, Place> places, string file, Func<string, string?> environment) => new(
            (System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse("""{"providers": {"gpt": {}}}""")!,
            new Dictionary<string, Place> { ["providers.gpt"] = places["model_list[0].model_name"] },
            [ConfigurationProblem.At(places["model_list[0].provider"], "is not used")],
            []);
    }
}
