using System.Text.Json;

namespace Fairlead.Simulator.Tests.GenerateContent;

public sealed class AnswerTests
{
    private const string Tools =
        """
        "tools":[{"functionDeclarations":[
          {"name":"get_weather","parameters":{"type":"OBJECT","properties":{"city":{"type":"STRING"},"days":{"type":"INTEGER","minimum":1,"maximum":3}},"required":["city","days"]}},
          {"name":"tides","parametersJsonSchema":{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","properties":{"at":{"const":"noon"}},"additionalProperties":false}}]}]
        """;

    [Fact]
    public async Task Answer_Text_HasGooglesShape()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement answer = await Gemini.AskAsync(simulator, Gemini.Say("sim:reply=Aye aye."));
        JsonElement candidate = answer.GetProperty("candidates")[0];

        Assert.Equal("Aye aye.", answer.Parts()[0].GetProperty("text").GetString());
        Assert.Equal("model", candidate.GetProperty("content").GetProperty("role").GetString());
        Assert.Equal("STOP", candidate.GetProperty("finishReason").GetString());
        Assert.Equal("gemini-2.5-flash", answer.GetProperty("modelVersion").GetString());
        Assert.NotEmpty(answer.GetProperty("responseId").GetString()!);
    }

    [Fact]
    public async Task Answer_Usage_CountsThoughtsApart()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement usage = (await Gemini.AskAsync(simulator, Gemini.Say("sim:tokens=40 sim:cached=5 sim:reasoning=15"))).GetProperty("usageMetadata");

        Assert.Equal(40, usage.GetProperty("candidatesTokenCount").GetInt32());
        Assert.Equal(15, usage.GetProperty("thoughtsTokenCount").GetInt32());
        Assert.Equal(5, usage.GetProperty("cachedContentTokenCount").GetInt32());
        Assert.Equal(usage.GetProperty("promptTokenCount").GetInt32() + 55, usage.GetProperty("totalTokenCount").GetInt32());
    }

    [Fact]
    public async Task Answer_FunctionCalls_StopWithoutIdsAndTheFirstIsSigned()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement answer = await Gemini.AskAsync(simulator, Gemini.Say("call:get_weather call:tides", Tools));
        JsonElement parts = answer.Parts();

        Assert.Equal("STOP", answer.GetProperty("candidates")[0].GetProperty("finishReason").GetString());
        Assert.Equal(2, parts.GetArrayLength());
        Assert.All(parts.EnumerateArray(), p => Assert.False(p.GetProperty("functionCall").TryGetProperty("id", out _)));
        Assert.InRange(parts[0].GetProperty("functionCall").GetProperty("args").GetProperty("days").GetInt32(), 1, 3);
        Assert.Equal("noon", parts[1].GetProperty("functionCall").GetProperty("args").GetProperty("at").GetString());
        Assert.NotEmpty(parts[0].GetProperty("thoughtSignature").GetString()!);
        Assert.False(parts[1].TryGetProperty("thoughtSignature", out _));
    }

    [Fact]
    public async Task Answer_CallingModeAny_CallsOnlyWhatIsAllowed()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        const string Config = """, "toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["tides"]}}""";

        JsonElement answer = await Gemini.AskAsync(simulator, Gemini.Say("get_weather please", Tools + Config));

        Assert.Equal("tides", Assert.Single(answer.Parts().EnumerateArray()).GetProperty("functionCall").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Answer_ThoughtsIncluded_ComeFirst()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        const string Config = """ "generationConfig":{"thinkingConfig":{"includeThoughts":true,"thinkingBudget":512}}""";

        JsonElement parts = (await Gemini.AskAsync(simulator, Gemini.Say("sim:think=Hm.\nsim:reply=So.", Config))).Parts();
        JsonElement silent = (await Gemini.AskAsync(simulator, Gemini.Say("sim:think=Hm.\nsim:reply=So."))).Parts();

        Assert.True(parts[0].GetProperty("thought").GetBoolean());
        Assert.Equal(["Hm.", "So."], parts.EnumerateArray().Select(p => p.GetProperty("text").GetString()));
        Assert.Equal("So.", Assert.Single(silent.EnumerateArray()).GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("responseSchema", """{"type":"OBJECT","properties":{"n":{"type":"ARRAY","items":{"type":"INTEGER"},"minItems":"2","maxItems":2}},"required":["n"]}""")]
    [InlineData("responseJsonSchema", """{"type":"object","properties":{"n":{"type":"array","items":{"type":"integer"},"minItems":2,"maxItems":2}},"required":["n"],"additionalProperties":false}""")]
    public async Task Answer_SchemaGiven_Satisfies(string name, string schema)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement answer = await Gemini.AskAsync(
            simulator, Gemini.Say("go", $$""" "generationConfig":{"responseMimeType":"application/json","{{name}}":{{schema}}} """));
        JsonElement made = JsonElement.Parse(answer.Parts()[0].GetProperty("text").GetString()!);

        Assert.Equal(2, made.GetProperty("n").GetArrayLength());
    }

    [Fact]
    public async Task Answer_Enumeration_IsPlainText()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        const string Config = """ "generationConfig":{"responseMimeType":"text/x.enum","responseSchema":{"type":"STRING","enum":["port","starboard"]}}""";

        string? said = (await Gemini.AskAsync(simulator, Gemini.Say("left?", Config))).Parts()[0].GetProperty("text").GetString();

        Assert.Contains(said, (string[])["port", "starboard"]);
    }

    [Fact]
    public async Task Answer_Limits_AreKept()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement cut = await Gemini.AskAsync(simulator, Gemini.Say("sim:tokens=50", """ "generationConfig":{"maxOutputTokens":5}"""));
        JsonElement stopped = await Gemini.AskAsync(simulator, Gemini.Say("sim:reply=one two three", """ "generationConfig":{"stopSequences":["two"]}"""));
        JsonElement several = await Gemini.AskAsync(simulator, Gemini.Say("hi", """ "generationConfig":{"candidateCount":2}"""));

        Assert.Equal("MAX_TOKENS", cut.GetProperty("candidates")[0].GetProperty("finishReason").GetString());
        Assert.Equal("one ", stopped.Parts()[0].GetProperty("text").GetString());
        Assert.Equal(2, several.GetProperty("candidates").GetArrayLength());
    }

    [Fact]
    public async Task Answer_Logprobs_ListEveryPiece()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement candidate = (await Gemini.AskAsync(
            simulator, Gemini.Say("sim:reply=yes no", """ "generationConfig":{"responseLogprobs":true,"logprobs":2}"""))).GetProperty("candidates")[0];
        JsonElement result = candidate.GetProperty("logprobsResult");

        Assert.Equal(["yes", " no"], result.GetProperty("chosenCandidates").EnumerateArray().Select(c => c.GetProperty("token").GetString()));
        Assert.All(result.GetProperty("topCandidates").EnumerateArray(), t => Assert.Equal(2, t.GetProperty("candidates").GetArrayLength()));
        Assert.True(candidate.GetProperty("avgLogprobs").GetDouble() <= 0);
    }

    [Fact]
    public async Task Answer_Blocked_HasFeedbackOrNoContent()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        JsonElement blocked = await Gemini.AskAsync(simulator, Gemini.Say("sim:stop=PROHIBITED_CONTENT"));
        JsonElement unsafeAnswer = (await Gemini.AskAsync(simulator, Gemini.Say("sim:stop=SAFETY"))).GetProperty("candidates")[0];

        Assert.Equal("PROHIBITED_CONTENT", blocked.GetProperty("promptFeedback").GetProperty("blockReason").GetString());
        Assert.False(blocked.TryGetProperty("candidates", out _));
        Assert.Equal("SAFETY", unsafeAnswer.GetProperty("finishReason").GetString());
        Assert.False(unsafeAnswer.TryGetProperty("content", out _));
    }

    [Fact]
    public async Task CountTokens_SamePrompt_IsThePromptsUsage()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        string body = Gemini.Say("count me in");

        using HttpResponseMessage response = await Gemini.PostAsync(simulator, body, "countTokens");
        int counted = (await TestSimulator.JsonAsync(response)).GetProperty("totalTokens").GetInt32();

        Assert.Equal((await Gemini.AskAsync(simulator, body)).GetProperty("usageMetadata").GetProperty("promptTokenCount").GetInt32(), counted);
    }
}
