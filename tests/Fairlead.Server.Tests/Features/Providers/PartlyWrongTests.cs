using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.ProviderTypes;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Tests.Features.Providers;

public sealed class PartlyWrongTests
{
    public static TheoryData<string, string, string> Settings { get; } = new(
        from type in KnownProviderTypes.All
        from example in type.Examples
        from setting in type.Settings.Source.GetProperty("properties").EnumerateObject().Select(static setting => setting.Name)
        select (type.Name, example, setting));

    [Theory]
    [MemberData(nameof(Settings))]
    public void Build_WithASettingOfTheWrongType_ComplainsOfThatOne(string typeName, string example, string setting)
    {
        var config = JsonNode.Parse(example)!.AsObject();
        config[setting] = new JsonArray(5);

        var problems = Build(typeName, config);

        Assert.Contains(problems, problem => Problem.IsWithin(problem.Path, $"config.{setting}"));
        Assert.DoesNotContain(problems, problem => problem.Message.StartsWith("is required", StringComparison.Ordinal) && setting != "guardrailIdentifier");
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Build_WithoutASetting_AsksForEachLackOnce(string typeName, string example, string setting)
    {
        var config = JsonNode.Parse(example)!.AsObject();
        config.Remove(setting);

        var problems = Build(typeName, config);

        Assert.Distinct(problems.Select(static problem => problem.Path));
    }

    private static IReadOnlyList<Problem> Build(string typeName, JsonObject config)
    {
        var type = KnownProviderTypes.Find(typeName)!;
        Assert.True(SoundPart.TryRead(type.Settings, JsonSerializer.SerializeToElement(config), out var known, out var part));
        var definition = new ProviderDefinition("p", type.Name, true, part.Root, default, default);
        return type.BuildSound(definition, new ProviderContext(static _ => "secret", new AddressPolicy(new NetworkOptions())), [.. known.Select(static problem => problem.Under("config"))]).Problems;
    }
}
