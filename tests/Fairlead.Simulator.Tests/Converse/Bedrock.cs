using System.Net;
using System.Text.Json;
using Fairlead.Simulator.Tests.Aws;

namespace Fairlead.Simulator.Tests.Converse;

/// <summary>Short ways to call the simulated Bedrock.</summary>
internal static class Bedrock
{
    internal const string Model = "anthropic.claude-sonnet-4-20250514-v1%3A0";

    internal static string User(string text) => $$"""{"role":"user","content":[{"text":{{JsonSerializer.Serialize(text)}} }]}""";

    internal static string Say(string text, string more = "") => $$"""{"messages":[{{User(text)}}]{{(more.Length > 0 ? "," : "")}}{{more}}}""";

    internal static Task<HttpResponseMessage> PostAsync(TestSimulator simulator, string body, string operation = "converse", string model = Model) =>
        new AwsRequest($"/model/{model}/{operation}", body).SendAsync(simulator.Http);

    internal static async Task<JsonElement> AskAsync(TestSimulator simulator, string body)
    {
        using HttpResponseMessage response = await PostAsync(simulator, body);
        JsonElement answer = await TestSimulator.JsonAsync(response);
        Assert.True(response.StatusCode == HttpStatusCode.OK, answer.GetRawText());
        return answer;
    }

    internal static JsonElement Content(this JsonElement answer) => answer.GetProperty("output").GetProperty("message").GetProperty("content");

    internal static async Task<IReadOnlyList<DecodedEvent>> StreamAsync(TestSimulator simulator, string body)
    {
        using HttpResponseMessage response = await PostAsync(simulator, body, "converse-stream");
        Assert.Equal("application/vnd.amazon.eventstream", response.Content.Headers.ContentType?.MediaType);
        return DecodedEvent.ReadAll(await response.Content.ReadAsByteArrayAsync(TestSimulator.Cancelled));
    }

    internal static async Task AssertErrorAsync(HttpResponseMessage response, int status, string type, string words)
    {
        JsonElement body = await TestSimulator.JsonAsync(response);
        Assert.Equal((status, type), ((int)response.StatusCode, response.Headers.GetValues("x-amzn-errortype").Single()));
        Assert.Contains(words, body.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(response.Headers.GetValues("x-amzn-requestid").Single());
    }
}
