namespace Fairlead.Simulator.Http;

/// <summary>The vendors that are simulated. The first that serves a path answers; the last serves every path.</summary>
internal static class Wires
{
    private static readonly IWire[] All =
    [
        new OpenAIWire(),
    ];

    internal static IWire Of(string path) => All.First(wire => wire.Serves(path));
}
