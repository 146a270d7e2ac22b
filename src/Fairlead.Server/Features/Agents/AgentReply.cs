namespace Fairlead.Server.Features.Agents;

internal sealed record AgentReply(bool Ok, Agent Result);
