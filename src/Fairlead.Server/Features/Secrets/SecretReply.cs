namespace Fairlead.Server.Features.Secrets;

internal sealed record SecretReply(bool Ok, Secret Secret);
