using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Invocations;

public sealed class BodyTests
{
    [Theory]
    [InlineData("""{"foo":1}""", "foo prompt")]
    [InlineData("""{"outputSchema":{"type":"object","foo":1}}""", "outputSchema.foo prompt")]
    [InlineData("""{"prompt":"a","temperature":9,"outputSchema":{"type":"object","foo":1}}""", "outputSchema.foo temperature")]
    [InlineData("""{"prompt":"a","userPrompt":"b","maxTokens":0}""", "maxTokens userPrompt")]
    [InlineData("""{"prompt":5}""", "prompt")]
    [InlineData("""{"userPrompt":5}""", "userPrompt")]
    [InlineData("""{"prompt":"a","outputSchema":5}""", "outputSchema")]
    public async Task Invoke_BodyThatBreaksRulesOfTheSchemaAndBeyond_IsToldAllOfThemAtOnce(string body, string paths)
    {
        await using var server = await TestServer.StartAsync();

        foreach (var route in (string[])["/v1/ai/invoke", "/v1/agent/none/invoke"])
        {
            var refusal = await server.Admin.PostTextAsync(route, body).RefusedAsync(422, "invalid_request");

            Assert.Equal(paths, string.Join(' ', refusal.Problems().Select(static problem => problem.Path).Order(StringComparer.Ordinal)));
        }
    }
}
