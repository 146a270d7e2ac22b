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
}
