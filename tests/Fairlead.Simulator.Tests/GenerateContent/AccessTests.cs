using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Fairlead.Simulator.Tests.GoogleTokens;

namespace Fairlead.Simulator.Tests.GenerateContent;

public sealed class AccessTests
{
    private const string OfProject = "/v1/projects/harbour/locations/europe-west1/publishers/google/models/gemini-2.5-pro:generateContent";

    [Theory]
    [InlineData("/v1beta/models/gemini-2.5-flash:generateContent")]
    [InlineData("/v1/publishers/google/models/gemini-2.5-flash:generateContent")]
    public async Task Key_InHeaderOrQuery_IsTaken(string path)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { ApiKey = "g-1" });
        using HttpResponseMessage byQuery = await simulator.PostAsync($"{path}?key=g-1", Gemini.Say("hi"));
        simulator.Http.DefaultRequestHeaders.Add("x-goog-api-key", "g-1");
        using HttpResponseMessage byHeader = await simulator.PostAsync(path, Gemini.Say("hi"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (byQuery.StatusCode, byHeader.StatusCode));
    }

    [Fact]
    public async Task Key_WrongOrMissing_IsRefusedAsGoogleDoes()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { ApiKey = "g-1" });

        using HttpResponseMessage missing = await Gemini.PostAsync(simulator, Gemini.Say("hi"));
        simulator.Http.DefaultRequestHeaders.Add("x-goog-api-key", "g-2");
        JsonElement wrong = await Gemini.RefusedAsync(simulator, Gemini.Say("hi"));

        Assert.Equal(HttpStatusCode.Forbidden, missing.StatusCode);
        Assert.Equal("API_KEY_INVALID", wrong.GetProperty("details")[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Project_TakesATokenThatWasIssued()
    {
        using var account = new ServiceAccount();
        await using TestSimulator simulator = await TestSimulator.StartAsync(account.Options with { ApiKey = "g-1" });
        string token = await account.TokenAsync(simulator);

        using HttpResponseMessage none = await simulator.PostAsync($"{OfProject}?key=g-1", Gemini.Say("hi"));
        simulator.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using HttpResponseMessage good = await simulator.PostAsync(OfProject, Gemini.Say("hi"));
        simulator.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token + "x");
        using HttpResponseMessage madeUp = await simulator.PostAsync(OfProject, Gemini.Say("hi"));

        Assert.Equal([401, 200, 401], [(int)none.StatusCode, (int)good.StatusCode, (int)madeUp.StatusCode]);
        Assert.Equal("UNAUTHENTICATED", (await TestSimulator.JsonAsync(none)).GetProperty("error").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Model_NotOffered_IsNotFound()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { Models = ["gemini-2.5-pro"] });

        using HttpResponseMessage response = await Gemini.PostAsync(simulator, Gemini.Say("hi"));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("NOT_FOUND", (await TestSimulator.JsonAsync(response)).GetProperty("error").GetProperty("status").GetString());
    }
}
