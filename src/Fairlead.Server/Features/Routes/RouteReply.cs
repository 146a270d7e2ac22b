namespace Fairlead.Server.Features.Routes;

internal sealed record RouteReply(bool Ok, RouteView Result);
