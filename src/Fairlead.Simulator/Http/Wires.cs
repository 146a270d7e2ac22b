using Fairlead.Simulator.Aws;
using Fairlead.Simulator.Azure;
using Fairlead.Simulator.Converse;
using Fairlead.Simulator.GenerateContent;
using Fairlead.Simulator.GoogleTokens;
using Fairlead.Simulator.Messages.Vertex;
using Fairlead.Simulator.Messages;

namespace Fairlead.Simulator.Http;

/// <summary>The vendors that are simulated. The first that serves a request answers; the last serves every one.</summary>
internal static class Wires
{
    private static readonly IWire[] All =
    [
        new MessagesWire(),
        new VertexMessagesWire(),
        new AzureOpenAIWire(),
        new GoogleTokenWire(),
        new GenerateContentWire(),
        new ConverseWire(),
        new StsWire(),
        new OpenAIWire(),
    ];

    internal static IWire Of(Exchange exchange) => All.First(wire => wire.Serves(exchange));
}
