using System.ClientModel;
using System.Text.Json;
using OpenAI.Chat;

namespace Fairlead.Conformance.Tests;

public sealed class ErrorTests
{
    [Theory]
    [InlineData("gpt-5", "hi", "fl-wrong", 401, "invalid_api_key")]
    [InlineData("unknown-model", "hi", null, 404, "model_not_found")]
    [InlineData("not-upstream", "hi", null, 404, "model_not_found")]
    [InlineData("text-embedding-3-small", "hi", null, 400, "unsupported_operation")]
    [InlineData("gpt-5", "sim:error=context_length_exceeded", null, 400, "context_length_exceeded")]
    [InlineData("gpt-5", "sim:status=429", null, 429, "rate_limit_exceeded")]
    [InlineData("gpt-5", "sim:status=500", null, 502, "upstream_error")]
    [InlineData("gpt-5", "sim:status=503", null, 503, "upstream_overloaded")]
    public async Task Complete_Failure_IsTheClientsExceptionWithStatusAndCode(string model, string text, string? key, int status, string code)
    {
        await using var rig = await ConformanceRig.StartAsync();
        var client = rig.Client(key).GetChatClient(model);

        var failure = await Assert.ThrowsAsync<ClientResultException>(() => client.CompleteChatAsync([new UserChatMessage(text)], cancellationToken: ConformanceRig.Cancelled));

        Assert.Equal((status, code), (failure.Status, JsonElement.Parse(failure.GetRawResponse()!.Content.ToString()).GetProperty("error").GetProperty("code").GetString()));
        Assert.Equal(status == 429 ? "7" : null, status == 429 && failure.GetRawResponse()!.Headers.TryGetValue("Retry-After", out var seconds) ? seconds : null);
    }
}
