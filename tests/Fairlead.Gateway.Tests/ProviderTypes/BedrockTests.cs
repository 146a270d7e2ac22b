using Fairlead.Gateway.Catalog;
using Fairlead.Protocols;

namespace Fairlead.Gateway.Tests.ProviderTypes;

public sealed class BedrockTests() : ProviderTypeContract("bedrock")
{
    private const string Keys = """ "accessKeyIdSecretName": "ID", "secretAccessKeySecretName": "KEY" """;
    private const string Role = """ "roleArn": "arn:aws:iam::123456789012:role/bedrock" """;

    [Theory]
    [InlineData("us-east-1", "amazonaws.com", "us")]
    [InlineData("eu-west-1", "amazonaws.com", "eu")]
    [InlineData("ap-northeast-1", "amazonaws.com", "global")]
    [InlineData("cn-north-1", "amazonaws.com.cn", "global")]
    public void Build_Region_DecidesHostAndInferenceProfile(string region, string domain, string geography)
    {
        var endpoint = Built.Of("bedrock", $$"""{"region": "{{region}}", {{Keys}}}""").Model("claude-haiku-4-5-20251001").Endpoints.ForeignTo(Operation.Chat)!;

        var path = $"https://bedrock-runtime.{region}.{domain}/model/{geography}.anthropic.claude-haiku-4-5-20251001-v1%3A0";
        Assert.Equal($"{path}/converse", endpoint.Address.AbsoluteUri);
        Assert.Equal($"{path}/converse-stream", endpoint.StreamAddress.AbsoluteUri);
        Assert.Equal(Dialect.Converse, endpoint.Dialect);
        Assert.Equal(64000, endpoint.Target.DefaultMaxTokens);
    }

    [Fact]
    public void Build_IdsOfOverrides_GoAsTheyAre()
    {
        const string Arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc";
        var built = Built.Of("bedrock", $$"""{"region": "us-east-1", {{Keys}}, "baseUrl": "http://127.0.0.1:9"}""", $$$"""{"models": {"{{{Arn}}}": {}, "amazon.nova-lite-v1:0": {} } }""");

        Assert.Equal("http://127.0.0.1:9/model/amazon.nova-lite-v1%3A0/converse", built.Model("amazon.nova-lite-v1:0").Endpoints.ForeignTo(Operation.Chat)!.Address.AbsoluteUri);
        Assert.EndsWith("%2Fabc/converse", built.Model(Arn).Endpoints.ForeignTo(Operation.Chat)!.Address.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_Guardrail_IsPartOfEveryRequest()
    {
        var built = Built.Of("bedrock", $$"""{"region": "us-east-1", {{Keys}}, "guardrailIdentifier": "gr", "guardrailVersion": "DRAFT"}""");

        Assert.Equal("""{"guardrailIdentifier":"gr","guardrailVersion":"DRAFT"}""", built.First.Endpoints.ForeignTo(Operation.Chat)!.Target.Guardrail.ToString());
    }

    [Theory]
    [InlineData($$"""{"region": "us-east-12", {{Keys}}}""", "config.region", "")]
    [InlineData($$"""{"region": "us-east-1\n", {{Keys}}}""", "config.region", "")]
    [InlineData("""{"region": "us-east-1"}""", "config.accessKeyIdSecretName", "is required unless roleArn")]
    [InlineData("""{"region": "us-east-1", "accessKeyIdSecretName": "ID"}""", "config.secretAccessKeySecretName", "is required")]
    [InlineData($$"""{"region": "us-east-1", {{Keys}}, {{Role}}}""", "config.accessKeyIdSecretName", "together with roleArn")]
    [InlineData($$"""{"region": "us-east-1", {{Keys}}, "externalIdSecretName": "E"}""", "config.externalIdSecretName", "needs roleArn")]
    [InlineData($$"""{"region": "us-east-1", {{Keys}}, "guardrailIdentifier": "g"}""", "config.guardrailVersion", "is required")]
    [InlineData($$"""{"region": "us-east-1", {{Keys}}, "guardrailVersion": "1"}""", "config.guardrailVersion", "needs guardrailIdentifier")]
    [InlineData("""{"region": "us-east-1", "roleArn": "arn:aws:iam::1:role/x"}""", "config.roleArn", "")]
    [InlineData($$"""{"region": "us-east-1", {{Role}}, "stsBaseUrl": "http://169.254.169.254"}""", "config.stsBaseUrl", "network policy")]
    public void Build_MixedOrIncompleteConfig_IsRefused(string config, string path, string says) => Built.AssertRefused("bedrock", config, path, says);

    [Fact]
    public void Build_RoleWithoutTheOperatorsWord_IsRefusedNamingTheSetting()
    {
        var context = Built.Context with { Options = new GatewayOptions() };

        var problem = Assert.Single(Built.Of("bedrock", $$"""{"region": "us-east-1", {{Role}}}""", context: context).Problems);

        Assert.Equal("config.roleArn", problem.Path);
        Assert.Contains("gateway.useAwsEnvironmentCredentials", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_RoleWithoutAnIdentityInTheEnvironment_IsRefusedNamingTheVariables()
    {
        var context = Built.Context with { Environment = static _ => null };

        Assert.Contains("AWS_ACCESS_KEY_ID", Assert.Single(Built.Of("bedrock", $$"""{"region": "us-east-1", {{Role}}}""", context: context).Problems).Message, StringComparison.Ordinal);
    }
}
