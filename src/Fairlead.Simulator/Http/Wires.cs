using Fairlead.Simulator.Azure;
using Fairlead.Simulator.Messages;
using Fairlead.Simulator.Messages.Vertex;

namespace Fairlead.Simulator.Http;

/// <summary>The vendors that are simulated. The first that serves a request answers; the last serves every one.</summary>
internal static class Wires
{
    private static readonly IWire[] All =
    [
        new MessagesWire(),
        new VertexMessagesWire(),
        new AzureOpenAIWire(),
        new OpenAIWire(),
    ];

    internal static IWire Of(Exchange exchange) => All.First(wire => wire.Serves(exchange));
}
