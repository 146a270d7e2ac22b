namespace Fairlead.Server.Features.Defaults;

internal sealed record DefaultReply(bool Ok, Default Result);
