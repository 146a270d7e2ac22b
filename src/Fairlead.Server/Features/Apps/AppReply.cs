namespace Fairlead.Server.Features.Apps;

internal sealed record AppReply(bool Ok, App Result);
