using System.Text.Json;
using Fairlead.Server.Tests.Features.Agents;
using Fairlead.Server.Tests.Features.Invocations;
using Fairlead.Server.Tests.Features.Providers;
using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Defaults;

public sealed class PrecedenceTests : IDisposable
{
    private const string Route = "/v1/agent/triage/invoke";
    private readonly string folder = Directory.CreateTempSubdirectory("fairlead-precedence-").FullName;

    // Request, agent, and the organization's default, each PROVIDER/MODEL with either side left out; then what is used.
    [Theory]
    [InlineData("/", "/", "", "port/port-a")]
    [InlineData("/", "/", "two/two-b", "two/two-b")]
    [InlineData("one/", "/", "two/two-b", "one/one-a")]
    [InlineData("one/one-b", "two/two-a", "two/two-b", "one/one-b")]
    [InlineData("two/", "/", "two/two-b", "two/two-a")]
    [InlineData("port/", "one/one-b", "two/two-b", "port/port-a")]
    [InlineData("/", "one/", "two/two-b", "one/one-a")]
    [InlineData("/", "one/one-b", "two/two-b", "one/one-b")]
    [InlineData("two/", "one/shared", "two/two-b", "two/two-a")]
    [InlineData("one/", "/shared", "two/two-b", "one/one-a")]
    [InlineData("/shared", "/", "two/two-b", "two/shared")]
    [InlineData("/shared", "one/one-b", "two/two-b", "one/shared")]
    [InlineData("/two-a", "/shared", "two/two-b", "two/two-a")]
    [InlineData("/", "/shared", "two/two-b", "two/shared")]
    [InlineData("/", "/shared", "", "port/shared")]
    [InlineData("/shared", "/", "", "port/shared")]
    public async Task Choice_OfTheFirstLevelThatNamesAProvider_IsUsed(string request, string agent, string byDefault, string used)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await StartAsync(upstream, byDefault);
        await server.CreateAgentAsync("triage", Choice(agent));

        var done = JsonElement.Parse(InvocationCalls.DataOf(await server.Admin.StreamAsync(InvocationCalls.Body("hi", Choice(request)), "?stream=true", Route), "done"));

        Assert.Equal(used, $"{done.Text("provider")}/{done.Text("model")}");
        Assert.Equal(used[(used.IndexOf('/', StringComparison.Ordinal) + 1)..], Assert.Single(upstream.Requests).Json().Text("model"));
    }

    [Theory]
    [InlineData("nobody/", "/", "two/two-b", 404, "LLMProviderNotFoundError", "'nobody'")]
    [InlineData("/", "nobody/one-a", "two/two-b", 404, "LLMProviderNotFoundError", "'nobody'")]
    [InlineData("one/off", "/", "two/two-b", 400, "LLMProviderModelNotEnabledError", "'off'")]
    [InlineData("one/missing", "/", "two/two-b", 400, "LLMProviderModelNotEnabledError", "'missing'")]
    [InlineData("one/embeds", "/", "two/two-b", 400, "LLMProviderModelNotEnabledError", "'embeds'")]
    [InlineData("/one-b", "/", "two/two-b", 400, "LLMProviderModelNotEnabledError", "'two'")]
    [InlineData("/", "one/two-a", "two/two-b", 400, "LLMProviderModelNotEnabledError", "'two-a'")]
    [InlineData("disabled/any", "/", "two/two-b", 400, "LLMProviderDisabledError", "'disabled'")]
    [InlineData("/", "disabled/", "two/two-b", 400, "LLMProviderDisabledError", "'disabled'")]
    [InlineData("empty/", "/", "two/two-b", 400, "LLMProviderModelNotEnabledError", "'empty'")]
    public async Task Choice_ThatCannotServe_IsRefusedAndNotPassedOver(string request, string agent, string byDefault, int status, string error, string says)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await StartAsync(upstream, byDefault);
        await server.CreateAgentAsync("triage", Choice(agent));

        var refusal = await server.Admin.PostTextAsync(Route, InvocationCalls.Body("hi", Choice(request))).RefusedAsync(status, error);

        Assert.Contains(says, refusal.Message(), StringComparison.Ordinal);
        Assert.Empty(upstream.Requests);
    }

    [Fact]
    public async Task Default_OfAProviderThatWasDisabled_IsRefusedAndNotPassedOver()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await StartAsync(upstream, "two/two-b");
        await server.Admin.PutJsonAsync(ProviderCalls.Route + "/two", new { enabled = false });

        await server.Admin.PostTextAsync(InvocationCalls.Route, InvocationCalls.Body("hi")).RefusedAsync(400, "LLMProviderDisabledError");

        Assert.Empty(upstream.Requests);
    }

    [Theory]
    [InlineData("", "one/one-b")]
    [InlineData(",\"provider\":\"two\"", "two/two-a")]
    [InlineData(",\"model\":\"shared\"", "one/shared")]
    [InlineData(",\"provider\":\"two\",\"model\":\"two-b\"", "two/two-b")]
    public async Task Continuation_InheritsWhatItIsNotGiven(string more, string used)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await StartAsync(upstream, "two/two-b");
        await server.CreateAgentAsync("triage", Choice("two/shared"));
        var first = await server.Admin.StreamAsync(InvocationCalls.Body("first", Choice("one/one-b")), "?stream=true", Route);

        var answer = await server.Admin.AnswerAsync("second", more, "?invocation_identifier=" + InvocationCalls.DataOf(first, "invocationIdentifier"));

        Assert.Equal(used, $"{answer.Text("provider")}/{answer.Text("model")}");
        Assert.Equal("triage", (await server.Admin.RecordsAsync())[0].Text("agent"));
        Assert.Equal([("system", "You are triage."), ("user", "first"), ("assistant", "ok"), ("user", "second")], upstream.Requests[^1].Messages());
    }

    [Fact]
    public async Task Continuation_WithASystemPrompt_UsesThatInsteadAndHandsItOn()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await StartAsync(upstream, "two/two-b");
        var first = await server.Admin.AnswerAsync("first", ",\"systemPrompt\":\"be brief\"");

        var second = await server.Admin.AnswerAsync("second", ",\"systemPrompt\":\"be long\"", $"?invocation_identifier={first.Text("invocationIdentifier")}");
        await server.Admin.AnswerAsync("third", query: $"?invocation_identifier={second.Text("invocationIdentifier")}");

        Assert.Equal(["be brief", "be long", "be long"], upstream.Requests.Select(static seen => Assert.Single(seen.Messages(), static message => message.Role == "system").Content));
    }

    [Fact]
    public async Task Continuation_ByAnotherAgent_BringsThatAgentsPromptAndModel()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await StartAsync(upstream, "two/two-b");
        await server.CreateAgentAsync("triage", Choice("two/shared"));
        await server.CreateAgentAsync("repair", Choice("one/one-b"));
        var first = await server.Admin.StreamAsync(InvocationCalls.Body("first"), "?stream=true", Route);

        var second = await server.Admin.StreamAsync(InvocationCalls.Body("second"), $"?stream=true&invocation_identifier={InvocationCalls.DataOf(first, "invocationIdentifier")}", "/v1/agent/repair/invoke");

        Assert.Contains("\"provider\":\"one\",\"model\":\"one-b\"", InvocationCalls.DataOf(second, "done"), StringComparison.Ordinal);
        Assert.Equal([("system", "You are repair."), ("user", "first"), ("assistant", "ok"), ("user", "second")], upstream.Requests[^1].Messages());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Choice(string choice) => choice.Split('/') is [var provider, var model]
        ? (provider.Length > 0 ? $",\"provider\":\"{provider}\"" : "") + (model.Length > 0 ? $",\"model\":\"{model}\"" : "")
        : throw new ArgumentException("It is no PROVIDER/MODEL.", nameof(choice));

    private async Task<TestServer> StartAsync(ScriptedUpstream upstream, string byDefault)
    {
        var file = Path.Combine(folder, "fairlead.yaml");
        await File.WriteAllTextAsync(file, $"managed:\n  baseUrl: {upstream.BaseUrl}\n  models: [{{name: port-a}}, {{name: shared}}]\n");
        var server = await TestServer.StartAsync(settings => settings with { Config = file });
        await ConnectAsync("one", """[{"name":"off","enabled":false},{"name":"embeds","operations":["embeddings"]},{"name":"one-a"},{"name":"one-b"},{"name":"shared"}]""");
        await ConnectAsync("two", """[{"name":"two-a"},{"name":"two-b"},{"name":"shared"}]""");
        await ConnectAsync("empty", """[{"name":"off","enabled":false}]""");
        await ConnectAsync("disabled", """[{"name":"any"}]""", enabled: false);
        if (byDefault.Split('/') is [var provider, var model])
        {
            await server.Admin.PutJsonAsync(ProviderCalls.Route + "/defaults", new { provider, model });
        }

        return server;

        Task ConnectAsync(string identifier, string models, bool enabled = true) => server.Admin.PostJsonAsync(
            ProviderCalls.Route,
            new { provider = "openai-compatible", identifier, enabled, config = new { baseUrl = upstream.BaseUrl, models = JsonElement.Parse(models) } });
    }
}
