using Fairlead.Server.Tests.Features.Providers;
using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Invocations;

public sealed class OptionsTests
{
    [Fact]
    public async Task MaxTokens_OfACompatibleServer_HasTheOlderName()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl);

        await server.Admin.AnswerAsync("hi", ",\"maxTokens\":7");

        var sent = Assert.Single(upstream.Requests).Json();
        Assert.Equal(7, sent.GetProperty("max_tokens").GetInt32());
        Assert.False(sent.TryGetProperty("max_completion_tokens", out _));
    }

    [Fact]
    public async Task MaxTokens_OfOpenAI_HasTheNewerName()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await TestServer.StartAsync();
        await server.StoreSecretAsync("KEY", "sk-1");
        await server.Admin.PostJsonAsync(ProviderCalls.Route, new { provider = "openai", config = new { apiKeySecretName = "KEY", baseUrl = upstream.BaseUrl } });

        await server.Admin.AnswerAsync("hi", ",\"maxTokens\":7,\"provider\":\"openai\",\"model\":\"gpt-5\"");

        var sent = Assert.Single(upstream.Requests).Json();
        Assert.Equal(7, sent.GetProperty("max_completion_tokens").GetInt32());
        Assert.False(sent.TryGetProperty("max_tokens", out _));
    }

    [Fact]
    public async Task Options_ThatAreNotGiven_AreNotSent()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl);

        await server.Admin.AnswerAsync("hi");

        var sent = Assert.Single(upstream.Requests).Json();
        Assert.Equal(["messages", "model", "stream", "stream_options"], sent.EnumerateObject().Select(static member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal("claude-sonnet", sent.Text("model"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.3")]
    [InlineData("2")]
    public async Task Temperature_IsSentAsItWasGivenAndNamedNowhere(string temperature)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl);

        using var response = await server.Admin.PostTextAsync(InvocationCalls.Route, InvocationCalls.Body("hi", $",\"stream\":false,\"temperature\":{temperature}"));

        Assert.Equal(temperature, Assert.Single(upstream.Requests).Json().GetProperty("temperature").GetRawText());
        Assert.False(response.Headers.Contains("x-fairlead-dropped-params"));
        Assert.DoesNotContain("temperature", (await server.Admin.RecordsAsync())[0].Text("edits") ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"stream\":true")]
    [InlineData("\"stream\":false")]
    public async Task Features_ThatAreOffAndNotAskedFor_AreNotNamedAsDropped(string stream)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl, models: [new { name = "claude-sonnet", supportedFeatures = new { temperature = false, responseFormat = false } }]);

        using var response = await server.Admin.PostTextAsync(InvocationCalls.Route, InvocationCalls.Body("hi", $",{stream}"));
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.False(response.Headers.Contains("x-fairlead-dropped-params"));
        Assert.DoesNotContain("temperature", (await server.Admin.RecordsAsync())[0].Text("edits") ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"temperature\":2.1", "temperature")]
    [InlineData("\"temperature\":\"hot\"", "temperature")]
    [InlineData("\"maxTokens\":0", "maxTokens")]
    [InlineData("\"maxTokens\":2147483648", "maxTokens")]
    public async Task Option_OutOfItsRange_IsRefusedAtItsPathBeforeAnyCall(string option, string path)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl);

        var refusal = await server.Admin.PostTextAsync(InvocationCalls.Route, InvocationCalls.Body("hi", "," + option)).RefusedAsync(422, "invalid_request");

        refusal.AssertProblem(path, "");
        Assert.Empty(upstream.Requests);
    }
}
