namespace Fairlead.Server.Features.Providers;

internal sealed record ProviderReply(bool Ok, Provider Result);
