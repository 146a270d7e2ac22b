namespace Fairlead.Server.Features.Keys;

internal sealed record KeyReply(bool Ok, GatewayKey Result);
