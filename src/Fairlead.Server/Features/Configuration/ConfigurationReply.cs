namespace Fairlead.Server.Features.Configuration;

internal sealed record ConfigurationReply(bool Ok, ConfigurationDelta Result);
