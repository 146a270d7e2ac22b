using ArchUnitNET.Domain;

namespace Fairlead.Architecture.Tests;

public sealed class DirectionTests
{
    private const string Features = "Fairlead.Server.Features.";

    [Fact]
    public void Protocols_ReferencesTheFrameworkAlone() =>
        Assert.All(House.Protocols.GetReferencedAssemblies(), static reference => Assert.StartsWith("System", reference.Name, StringComparison.Ordinal));

    [Fact]
    public void Gateway_OfOurs_ReferencesProtocolsAlone() => Assert.Equal(["Fairlead.Protocols"], OursReferencedBy(House.Gateway));

    [Fact]
    public void Simulator_OfOurs_ReferencesNothing() => Assert.Empty(OursReferencedBy(House.Simulator));

    [Fact]
    public void Gateway_ReferencesNoDatabase() =>
        Assert.DoesNotContain(House.Gateway.GetReferencedAssemblies(), static reference => reference.Name is "Dapper" or "Microsoft.Data.Sqlite" || reference.Name!.StartsWith("System.Data", StringComparison.Ordinal));

    [Fact]
    public void Simulator_IsUsedByCommandsAlone() => AssertNoDependency(
        static type => Below(type, "Fairlead.Server") && !Below(type, "Fairlead.Server.Commands"), static target => Below(target, "Fairlead.Simulator"));

    [Fact]
    public void Platform_NamesNoFeature() => AssertNoDependency(
        static type => Below(type, "Fairlead.Server.Platform"), static target => Below(target, "Fairlead.Server.Features") || Below(target, "Fairlead.Server.Commands"));

    [Fact]
    public void Features_KnowNoCommand() => AssertNoDependency(
        static type => Below(type, "Fairlead.Server.Features"), static target => Below(target, "Fairlead.Server.Commands"));

    [Fact]
    public void Features_MeetAtPublicTypesAlone()
    {
        var offences = DependenciesWithin("Fairlead.Server.Features")
            .Where(static pair => FeatureOf(pair.Origin) != FeatureOf(pair.Target) && !IsPublic(pair.Target))
            .Select(static pair => $"{pair.Origin.FullName} uses {pair.Target.FullName}");

        Assert.Empty(offences.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void Features_AreFound() => Assert.True(DependenciesWithin("Fairlead.Server.Features").Select(static pair => FeatureOf(pair.Origin)).Distinct(StringComparer.Ordinal).Count() >= 7);

    private static IEnumerable<(IType Origin, IType Target)> DependenciesWithin(string root) =>
        from type in House.Architecture.Types
        where Below(type, root)
        from dependency in type.Dependencies
        where Below(dependency.Target, root)
        select (type, dependency.Target);

    private static void AssertNoDependency(Func<IType, bool> origin, Func<IType, bool> target)
    {
        var origins = House.Architecture.Types.Where(origin).ToList();
        Assert.NotEmpty(origins);
        Assert.Empty(origins.SelectMany(static type => type.Dependencies).Where(dependency => target(dependency.Target))
            .Select(static dependency => $"{dependency.Origin.FullName} uses {dependency.Target.FullName}").Distinct(StringComparer.Ordinal));
    }

    private static bool Below(IType type, string root) =>
        type.Namespace is { } at && (at.FullName == root || at.FullName.StartsWith(root + ".", StringComparison.Ordinal));

    private static string FeatureOf(IType type) => type.Namespace.FullName[Features.Length..].Split('.')[0];

    private static bool IsPublic(IType type) => type.Visibility == Visibility.Public;

    private static string[] OursReferencedBy(System.Reflection.Assembly assembly) =>
        [.. assembly.GetReferencedAssemblies().Select(static reference => reference.Name!).Where(static name => name.StartsWith("Fairlead", StringComparison.Ordinal))];
}
