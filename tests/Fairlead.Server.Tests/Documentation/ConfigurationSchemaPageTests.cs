using System.Text.Json;
using Fairlead.Protocols.JsonSchema;
using Fairlead.Server.Commands;

namespace Fairlead.Server.Tests.Documentation;

/// <summary><c>docs/reference/fairlead.schema.json</c> is written from the code; <c>dotnet dev.cs docs</c> rewrites it.</summary>
public sealed class ConfigurationSchemaPageTests
{
    [Fact]
    public void SchemaFile_IsWhatTheCodeChecksBy()
    {
        var text = CheckCommand.SchemaText();
        var path = Checkout.PathOf("docs/reference/fairlead.schema.json");
        if (Environment.GetEnvironmentVariable("FAIRLEAD_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(text, File.ReadAllText(path));
    }

    [Theory]
    [InlineData("""{"providers": {"openai": {"config": {"apiKeySecretName": "secret:K"}}}, "secrets": {"K": "v"}}""", null)]
    [InlineData("""{"providers": {"azure-eu": {"type": "azure-openai", "config": {"apiKeySecretName": "K", "resourceName": "r", "deploymentId": "d"}}}}""", null)]
    [InlineData("""{"routes": {"openai/*": {"deployments": [{"provider": "openai"}], "hedge": {"afterSeconds": 0.4}}}}""", null)]
    [InlineData("""{"providers": {"openai": {"config": {"apiKeySecret": "K"}}}}""", "providers.openai.config.apiKeySecret")]
    [InlineData("""{"routes": {"m": {"deployment": []}}}""", "routes.m.deployment")]
    [InlineData("""{"options": {"gateway": {"idleTimeoutSeconds": 0}}}""", "options.gateway.idleTimeoutSeconds")]
    public void SchemaFile_TakesWhatTheServerTakes(string document, string? problem)
    {
        var schema = Schema.Parse(File.ReadAllText(Checkout.PathOf("docs/reference/fairlead.schema.json")));

        var problems = schema.Validate(JsonElement.Parse(document));

        Assert.Equal(problem is null, problems.Count == 0);
        Assert.True(problem is null || problems.Any(found => found.Path == problem), string.Join('\n', problems));
    }
}
