namespace Fairlead.Server.Features.Invocations;

/// <summary>An MCP server that a request attaches.</summary>
internal sealed record McpServerReference(string Identifier);
