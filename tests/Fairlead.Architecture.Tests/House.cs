using ArchUnitNET.Loader;
using Fairlead.Gateway.Pipeline;
using Fairlead.Protocols.JsonSchema;
using Fairlead.Server;
using Fairlead.Simulator;

namespace Fairlead.Architecture.Tests;

/// <summary>The product's assemblies, loaded once.</summary>
internal static class House
{
    public static System.Reflection.Assembly Protocols { get; } = typeof(Schema).Assembly;

    public static System.Reflection.Assembly Gateway { get; } = typeof(GatewayPipeline).Assembly;

    public static System.Reflection.Assembly Server { get; } = typeof(ServerApp).Assembly;

    public static System.Reflection.Assembly Simulator { get; } = typeof(SimulatorServer).Assembly;

    public static ArchUnitNET.Domain.Architecture Architecture { get; } = new ArchLoader().LoadAssemblies(Protocols, Gateway, Server, Simulator).Build();
}
