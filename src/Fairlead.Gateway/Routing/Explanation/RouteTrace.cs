using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Pipeline;

namespace Fairlead.Gateway.Routing.Explanation;

/// <summary>Why a request went where it went. Reused for another request when it has been pushed out of the log and its request is over.</summary>
internal sealed class RouteTrace
{
    private readonly List<RouteStep> steps = [];
    private int used;

    /// <summary>Held while it is changed or read.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The request's id, as a number: a trace lives long, and must not keep what is young.</summary>
    public UInt128 RequestId { get; private set; }

    /// <summary>The route that the client's model name meant.</summary>
    public string Model { get; private set; } = string.Empty;

    /// <summary>What was asked.</summary>
    public Operation Operation { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Whether the request is over.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The choices, in order.</summary>
    public IEnumerable<RouteStep> Steps => steps.Take(used);

    /// <summary>Begins anew.</summary>
    public void Begin(GatewayRequest request, Route route, DateTimeOffset now)
    {
        lock (Gate)
        {
            (RequestId, Model, Operation, At, IsOver, used) = (request.IdNumber, route.Name, request.Operation, now, false, 0);
        }
    }

    /// <summary>Adds a choice.</summary>
    public RouteStep Add(Route route, Choice choice, in Exclusions exclusions, long now, TimeSpan at, bool isHedge)
    {
        lock (Gate)
        {
            if (used == steps.Count)
            {
                steps.Add(new RouteStep(Gate));
            }

            var step = steps[used++];
            step.Set(route, choice, exclusions, now, at, isHedge);
            return step;
        }
    }

    /// <summary>The request is over.</summary>
    public void End()
    {
        lock (Gate)
        {
            IsOver = true;
        }
    }
}
