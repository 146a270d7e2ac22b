using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Gateway.ProviderTypes;
using Fairlead.Testing;

namespace Fairlead.Conformance.Tests.Providers;

public sealed class ConnectionTests(ConnectedServer server)
{
    public static TheoryData<string> Connectable { get; } = [.. ProviderFixtures.All.Where(static fixture => !fixture.IsDeclared).Select(static fixture => fixture.Identifier)];

    [Fact]
    public void Fixtures_CoverEveryProviderType() =>
        Assert.Equal(KnownProviderTypes.All.Select(static type => type.Name).Order(), ProviderFixtures.All.Select(static fixture => fixture.Type).Distinct().Order());

    [Theory]
    [MemberData(nameof(ProviderFixtures.Identifiers), MemberType = typeof(ProviderFixtures))]
    public void Validation_WithTheRightKey_FindsEveryModelValid(string identifier)
    {
        var tested = server.Connected[identifier]["result"]!["testedModels"]!.AsObject();

        Assert.Contains(ProviderFixtures.Of(identifier).Model, tested.Select(static model => model.Key));
        Assert.All(tested, static model => Assert.True(model.Value!["isValid"]!.GetValue<bool>()));
    }

    [Theory]
    [MemberData(nameof(Connectable))]
    public async Task Validation_WithAWrongKey_SaysSoAndSavesNothing(string identifier)
    {
        var fixture = ProviderFixtures.Of(identifier);
        var secret = $"WRONG_{identifier}".Replace('-', '_');
        await server.StoreAsync(secret, fixture.WrongKey);
        var config = fixture.Settings(server.Root).ToJsonString().Replace($"\"{fixture.Key}\"", $"\"{secret}\"", StringComparison.Ordinal);
        var body = new { provider = fixture.Type, identifier = $"wrong-{identifier}", config = JsonNode.Parse(config) };

        using var response = await server.Admin.PostTextAsync("/v1/llm-providers?validate_connection=true", JsonSerializer.Serialize(body));

        var refusal = await response.JsonAsync();
        Assert.Equal((400, "LLMProviderModelTestError"), ((int)response.StatusCode, refusal.GetProperty("error").GetString()));
        var tested = refusal.GetProperty("details").GetProperty("testedModels").GetProperty(fixture.Model);
        Assert.False(tested.GetProperty("isValid").GetBoolean());
        Assert.Contains(fixture.WordsOfWrongKey, tested.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(fixture.WrongKey, refusal.GetRawText(), StringComparison.Ordinal);
        using var found = await server.Admin.GetAsync(new Uri($"/v1/llm-providers/wrong-{identifier}", UriKind.Relative), ConnectedServer.Cancelled);
        Assert.Equal(404, (int)found.StatusCode);
    }

    [Fact]
    public async Task Validation_OfTheDeclaredProviderWithAWrongKey_SaysSo()
    {
        var folder = Directory.CreateTempSubdirectory("fairlead-declared-").FullName;
        var file = Path.Combine(folder, "fairlead.yaml");
        await File.WriteAllTextAsync(file, $"managed:\n  baseUrl: {server.Root}/v1\n  customHeaders:\n    Authorization: Bearer wrong-0123456789\n  models:\n    - name: gpt-5\n", ConnectedServer.Cancelled);
        await using var own = await TestServer.StartAsync(settings => settings with { Config = file });
        Directory.Delete(folder, recursive: true);

        using var response = await own.Admin.PutAsJsonAsync("/v1/llm-providers/port?validate_connection=true", new { enabled = true }, ConnectedServer.Cancelled);

        var refusal = await response.JsonAsync();
        Assert.Equal((400, "LLMProviderModelTestError"), ((int)response.StatusCode, refusal.GetProperty("error").GetString()));
        Assert.Contains("did not accept the credentials", refusal.GetProperty("details").GetProperty("testedModels").GetProperty("gpt-5").GetProperty("message").GetString(), StringComparison.Ordinal);
    }
}
