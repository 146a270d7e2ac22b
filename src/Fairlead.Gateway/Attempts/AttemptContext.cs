using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Ports;
using Fairlead.Gateway.Routing;
using Fairlead.Gateway.Routing.Explanation;

namespace Fairlead.Gateway.Attempts;

/// <summary>What the attempts of every request are made with.</summary>
public sealed record AttemptContext(
    AttemptPreparation Preparation, AttemptSender Sender, RouteLog Log, WarmPrefixes Warm, RoutingOptions Options, GatewayOptions Gateway, IUsageSink Sink,
    UsageCounter Counter, TimeProvider Time)
{
    /// <summary>All of it, with the options as they are by default.</summary>
    public static AttemptContext Of(OutboundHandler outbound, GatewayOptions options, IUsageSink sink, IResponseStore responses, IOwnedObjects owned, TimeProvider time, RoutingOptions? routing = null)
    {
        routing ??= new RoutingOptions();
        return new AttemptContext(
            new AttemptPreparation(options, responses, owned, time), new AttemptSender(outbound, options, time), new RouteLog(routing, time), new WarmPrefixes(routing), routing, options, sink,
            new UsageCounter(sink), time);
    }
}
