using System.Text.Json;
using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Agents;

/// <summary>Short forms of what tests do with agents.</summary>
internal static class AgentCalls
{
    public const string Route = "/v1/agents";

    /// <summary>Creates an agent.</summary>
    /// <param name="server">The server.</param>
    /// <param name="identifier">Its identifier.</param>
    /// <param name="properties">Its properties beside a prompt, as JSON members that begin with a comma.</param>
    public static async Task<JsonElement> CreateAgentAsync(this TestServer server, string identifier, string properties = "")
    {
        var reply = await server.Admin.SendContentAsync("POST", Route, new StringContent(Body(identifier, properties), null, "application/json"));
        Assert.True(reply.Status == 201, $"{reply.Status} {reply.Text}");
        return reply.Json.GetProperty("result");
    }

    /// <summary>An agent's JSON.</summary>
    public static string Body(string identifier, string properties = "") =>
        $$$"""{"identifier":"{{{identifier}}}","properties":{"prompt":"You are {{{identifier}}}."{{{properties}}}}}""";

    /// <summary>The identifiers of a page of agents.</summary>
    public static IReadOnlyList<string> Identifiers(this JsonElement page) =>
        [.. page.GetProperty("result").EnumerateArray().Select(static agent => agent.GetProperty("identifier").GetString()!)];
}
