using System.Net;
using System.Text.Json;

namespace Fairlead.Simulator.Tests.GenerateContent;

/// <summary>Short ways to call the simulated Gemini.</summary>
internal static class Gemini
{
    internal const string Address = "/v1beta/models/gemini-2.5-flash";

    internal static string Say(string text, string more = "") =>
        $$"""{"contents":[{"role":"user","parts":[{"text":{{JsonSerializer.Serialize(text)}}}]}]{{(more.Length > 0 ? "," : "")}}{{more}}}""";

    internal static Task<HttpResponseMessage> PostAsync(TestSimulator simulator, string body, string method = "generateContent", string model = "gemini-2.5-flash") =>
        simulator.PostAsync($"/v1beta/models/{model}:{method}", body);

    internal static async Task<JsonElement> AskAsync(TestSimulator simulator, string body, string model = "gemini-2.5-flash")
    {
        using HttpResponseMessage response = await PostAsync(simulator, body, model: model);
        JsonElement answer = await TestSimulator.JsonAsync(response);
        Assert.True(response.StatusCode == HttpStatusCode.OK, answer.GetRawText());
        return answer;
    }

    internal static JsonElement Parts(this JsonElement answer) => answer.GetProperty("candidates")[0].GetProperty("content").GetProperty("parts");

    /// <summary>The error of a request that must be refused with 400.</summary>
    internal static async Task<JsonElement> RefusedAsync(TestSimulator simulator, string body, string model = "gemini-2.5-flash")
    {
        using HttpResponseMessage response = await PostAsync(simulator, body, model: model);
        JsonElement error = (await TestSimulator.JsonAsync(response)).GetProperty("error");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal((400, "INVALID_ARGUMENT"), (error.GetProperty("code").GetInt32(), error.GetProperty("status").GetString()));
        return error;
    }
}
