using System.Text.Json;
using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Agents;

public sealed class AgentsTests
{
    [Fact]
    public async Task Create_OfAPromptAlone_Answers201WithTheDefaultsFilledIn()
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.Admin.SendAsync("POST", AgentCalls.Route, new { identifier = "triage", properties = new { prompt = "Sort it." } });

        var agent = reply.Json.GetProperty("result");
        Assert.Equal(201, reply.Status);
        Assert.True(reply.Json.GetProperty("ok").GetBoolean());
        Assert.Equal("triage", agent.GetProperty("identifier").GetString());
        Assert.Equal(
            """{"status":"active","tools":["^(list|get|search|track|describe)_.*"],"prompt":"Sort it.","execution_mode":"Approval Required"}""",
            agent.GetProperty("properties").GetRawText());
        Assert.Equal(agent.GetRawText(), (await server.Admin.GetJsonAsync(AgentCalls.Route + "/triage")).GetProperty("result").GetRawText());
    }

    [Fact]
    public async Task Create_OfAnExportFromPort_KeepsItsPropertiesAndLeavesTheRest()
    {
        const string Export = """
            {
              "identifier": "incident_manager", "title": "Incident Manager", "icon": "Details", "blueprint": "_ai_agent", "team": ["sre"],
              "properties": {
                "description": "Handles incidents", "status": "active", "allowed_blueprints": ["service", "incident"], "tools": ["^run_.*", "(?!delete_)\\w+_entity$"],
                "prompt": "You manage incidents.", "execution_mode": "Automatic", "conversation_starters": ["What is on fire?"],
                "provider": "openai", "model": "gpt-5", "labels": {"owner": "sre"}
              },
              "relations": {"owner": null}
            }
            """;
        await using var server = await TestServer.StartAsync();

        using var response = await server.Admin.PostTextAsync(AgentCalls.Route, Export);

        var agent = (await response.JsonAsync()).GetProperty("result");
        Assert.Equal(201, (int)response.StatusCode);
        Assert.All(["title", "icon"], name => Assert.Equal(JsonElement.Parse(Export).GetProperty(name).GetString(), agent.GetProperty(name).GetString()));
        Assert.All(["team", "relations", "blueprint"], name => Assert.False(agent.TryGetProperty(name, out _)));
        Assert.Equal(
            JsonElement.Parse(Export).GetProperty("properties").EnumerateObject().Where(static member => member.Name != "allowed_blueprints").ToDictionary(static member => member.Name, static member => JsonSerializer.Serialize(member.Value)),
            agent.GetProperty("properties").EnumerateObject().ToDictionary(static member => member.Name, static member => JsonSerializer.Serialize(member.Value)));
    }

    [Fact]
    public async Task Create_OfAnExistingIdentifier_Answers409AndChangesNothing()
    {
        await using var server = await TestServer.StartAsync();
        await server.CreateAgentAsync("triage");

        await server.Admin.PostTextAsync(AgentCalls.Route, AgentCalls.Body("triage", ",\"status\":\"inactive\"")).RefusedAsync(409, "conflict");

        Assert.Equal("active", (await server.Admin.GetJsonAsync(AgentCalls.Route + "/triage")).GetProperty("result").GetProperty("properties").GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("""{"properties":{"prompt":"p"}}""", "identifier")]
    [InlineData("""{"identifier":"a"}""", "properties")]
    [InlineData("""{"identifier":"a","properties":{}}""", "properties.prompt")]
    [InlineData("""{"identifier":"a","properties":{"prompt":""}}""", "properties.prompt")]
    [InlineData("""{"identifier":"a b","properties":{"prompt":"p"}}""", "identifier")]
    [InlineData("""{"identifier":"a\n","properties":{"prompt":"p"}}""", "identifier")]
    [InlineData("""{"identifier":"a","colour":"red","properties":{"prompt":"p"}}""", "colour")]
    [InlineData("""{"identifier":"a","properties":{"prompt":"p","colour":"red"}}""", "properties.colour")]
    [InlineData("""{"identifier":"a","properties":{"prompt":"p","status":"paused"}}""", "properties.status")]
    [InlineData("""{"identifier":"a","properties":{"prompt":"p","execution_mode":"automatic"}}""", "properties.execution_mode")]
    [InlineData("""{"identifier":"a","properties":{"prompt":"p","tools":"all"}}""", "properties.tools")]
    [InlineData("""{"identifier":"a","properties":{"prompt":"p","labels":{"n":1}}}""", "properties.labels.n")]
    public async Task Create_OfABodyThatDoesNotMatch_Answers422WithItsPath(string body, string path)
    {
        await using var server = await TestServer.StartAsync();

        var refusal = await server.Admin.PostTextAsync(AgentCalls.Route, body).RefusedAsync(422, "invalid_request");

        Assert.Equal([path], refusal.Problems().Select(static problem => problem.Path));
        Assert.Empty((await server.Admin.GetJsonAsync(AgentCalls.Route)).Identifiers());
    }

    [Theory]
    [InlineData(2500, 201)]
    [InlineData(2501, 422)]
    public async Task Create_OfALongPrompt_IsBoundedAt2500Characters(int length, int status)
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.Admin.SendAsync("POST", AgentCalls.Route, new { identifier = "long", properties = new { prompt = new string('é', length) } });

        Assert.Equal(status, reply.Status);
    }

    [Fact]
    public async Task Replace_TakesTheWholeAgentAndKeepsItsCreation()
    {
        await using var server = await TestServer.StartAsync();
        var before = await server.CreateAgentAsync("triage", ",\"description\":\"old\",\"model\":\"m\",\"status\":\"inactive\"");

        var reply = await server.Admin.SendAsync("PUT", AgentCalls.Route + "/triage", new { identifier = "triage", title = "Triage", properties = new { prompt = "New." } });

        var agent = reply.Json.GetProperty("result");
        Assert.Equal(200, reply.Status);
        Assert.Equal("Triage", agent.GetProperty("title").GetString());
        Assert.Equal(["status", "tools", "prompt", "execution_mode"], agent.GetProperty("properties").EnumerateObject().Select(static member => member.Name));
        Assert.Equal("active", agent.GetProperty("properties").GetProperty("status").GetString());
        Assert.Equal(before.GetProperty("createdAt").GetString(), agent.GetProperty("createdAt").GetString());
        Assert.Equal(agent.GetRawText(), (await server.Admin.GetJsonAsync(AgentCalls.Route + "/triage")).GetProperty("result").GetRawText());
    }

    [Fact]
    public async Task Replace_ByWhatWasShown_KeepsIt()
    {
        await using var server = await TestServer.StartAsync();
        var shown = await server.CreateAgentAsync("triage", ",\"conversation_starters\":null,\"labels\":null");

        var replaced = await server.Admin.PutJsonAsync(AgentCalls.Route + "/triage", shown);

        Assert.Equal(shown.GetProperty("properties").GetRawText(), replaced.GetProperty("result").GetProperty("properties").GetRawText());
    }

    [Fact]
    public async Task Replace_OfAnotherIdentifier_Answers422AndChangesNothing()
    {
        await using var server = await TestServer.StartAsync();
        await server.CreateAgentAsync("triage");

        var refusal = await server.Admin.SendTextAsync("PUT", AgentCalls.Route + "/triage", AgentCalls.Body("other")).RefusedAsync(422, "invalid_request");

        refusal.AssertProblem("identifier", "cannot be changed");
        Assert.Equal(["triage"], (await server.Admin.GetJsonAsync(AgentCalls.Route)).Identifiers());
        Assert.Equal("You are triage.", (await server.Admin.GetJsonAsync(AgentCalls.Route + "/triage")).GetProperty("result").GetProperty("properties").GetProperty("prompt").GetString());
    }

    [Fact]
    public async Task UnknownAgent_Answers404OnEachRoute()
    {
        await using var server = await TestServer.StartAsync();

        await server.Admin.SendTextAsync("GET", AgentCalls.Route + "/nobody").RefusedAsync(404, "AgentNotFoundError");
        await server.Admin.SendTextAsync("PUT", AgentCalls.Route + "/nobody", """{"properties":{"prompt":"p"}}""").RefusedAsync(404, "AgentNotFoundError");
        await server.Admin.SendTextAsync("DELETE", AgentCalls.Route + "/nobody").RefusedAsync(404, "AgentNotFoundError");
    }

    [Fact]
    public async Task Delete_Answers200AndTheAgentIsGone()
    {
        await using var server = await TestServer.StartAsync();
        await server.CreateAgentAsync("triage");

        var reply = await server.Admin.SendAsync("DELETE", AgentCalls.Route + "/triage");

        Assert.Equal((200, """{"ok":true}"""), (reply.Status, reply.Text));
        Assert.Empty((await server.Admin.GetJsonAsync(AgentCalls.Route)).Identifiers());
        Assert.Equal(201, (await server.Admin.SendAsync("POST", AgentCalls.Route, new { identifier = "triage", properties = new { prompt = "again" } })).Status);
    }

    [Fact]
    public async Task List_InParts_GivesEachAgentOnce()
    {
        await using var server = await TestServer.StartAsync();
        foreach (var identifier in (string[])["c", "a", "b"])
        {
            await server.CreateAgentAsync(identifier);
        }

        var first = await server.Admin.GetJsonAsync(AgentCalls.Route + "?limit=2");
        var second = await server.Admin.GetJsonAsync($"{AgentCalls.Route}?limit=2&cursor={Uri.EscapeDataString(first.GetProperty("nextCursor").GetString()!)}");

        Assert.Equal(["a", "b"], first.Identifiers());
        Assert.Equal(["c"], second.Identifiers());
        Assert.False(second.TryGetProperty("nextCursor", out _));
    }

    [Theory]
    [InlineData("POST", "", """{"identifier":"b","properties":{"prompt":"p"}}""")]
    [InlineData("GET", "/triage", null)]
    [InlineData("PUT", "/triage", """{"properties":{"prompt":"p"}}""")]
    [InlineData("DELETE", "/triage", null)]
    public async Task Member_ListsAndDoesNothingElse(string method, string path, string? body)
    {
        await using var server = await TestServer.StartAsync();
        await server.CreateAgentAsync("triage");
        var member = await server.ClientOfAsync("Member");

        await member.SendTextAsync(method, AgentCalls.Route + path, body).RefusedAsync(403, "forbidden");

        Assert.Equal(["triage"], (await member.GetJsonAsync(AgentCalls.Route)).Identifiers());
        Assert.Equal("You are triage.", (await server.Admin.GetJsonAsync(AgentCalls.Route + "/triage")).GetProperty("result").GetProperty("properties").GetProperty("prompt").GetString());
    }
}
