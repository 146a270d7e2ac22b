using System.Text.Json;
using OpenAI.Audio;

namespace Fairlead.Simulator.Tests.Operations;

public sealed class AudioTests
{
    private static readonly SimulatorOptions Offering = new() { Models = ["whisper-1", "tts-1"] };

    private static CancellationToken Cancelled => TestSimulator.Cancelled;

    [Fact]
    public async Task Transcribe_BySdk_GivesTheText()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(Offering);
        using var sound = new MemoryStream(new byte[2_000]);

        AudioTranscription heard = await simulator.Sdk().GetAudioClient("whisper-1").TranscribeAudioAsync(
            sound, "a.mp3", new AudioTranscriptionOptions { Prompt = "sim:reply=the wind blows" }, Cancelled);

        Assert.Equal("the wind blows", heard.Text);
    }

    [Fact]
    public async Task Translate_BySdk_NamesTheFile()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(Offering);
        using var sound = new MemoryStream(new byte[2_000]);

        AudioTranslation heard = await simulator.Sdk().GetAudioClient("whisper-1").TranslateAudioAsync(sound, "a.mp3", null, Cancelled);

        Assert.Equal("This is a simulated transcript of a.mp3, 2000 bytes long.", heard.Text);
    }

    [Fact]
    public async Task Speak_BySdk_GivesTheSameBytesEveryTime()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(Offering);
        AudioClient client = simulator.Sdk().GetAudioClient("tts-1");

        BinaryData first = await client.GenerateSpeechAsync("one two three", GeneratedSpeechVoice.Alloy, null, Cancelled);
        BinaryData second = await client.GenerateSpeechAsync("one two three", GeneratedSpeechVoice.Alloy, null, Cancelled);

        Assert.Equal(3_072, first.ToMemory().Length);
        Assert.Equal(first.ToArray(), second.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Transcribe_ModelBeforeOrAfterTheFile_IsTheSame(bool fileFirst)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(Offering);
        using MultipartFormDataContent form = Form(fileFirst, ("response_format", "text"), ("prompt", "sim:reply=ahoy"));

        using HttpResponseMessage response = await simulator.Http.PostAsync("/v1/audio/transcriptions", form, Cancelled);

        Assert.Equal("ahoy\n", await response.Content.ReadAsStringAsync(Cancelled));
        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType?.ToString());
    }

    [Fact]
    public async Task Transcribe_Stream_IsDeltasThenDone()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(Offering);
        using MultipartFormDataContent form = Form(true, ("stream", "true"), ("prompt", "sim:reply=one two"));

        using HttpResponseMessage response = await simulator.Http.PostAsync("/v1/audio/transcriptions", form, Cancelled);
        JsonElement[] events = [.. (await TestSimulator.EventsAsync(response)).Select(e => JsonElement.Parse(e))];

        Assert.Equal(
            ["transcript.text.delta", "transcript.text.delta", "transcript.text.done"],
            events.Select(e => e.GetProperty("type").GetString()));
        Assert.Equal("one two", events[^1].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Transcribe_StatusOrdered_IsThatStatus()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(Offering);
        using MultipartFormDataContent form = Form(true, ("prompt", "sim:status=429"));

        using HttpResponseMessage response = await simulator.Http.PostAsync("/v1/audio/transcriptions", form, Cancelled);

        Assert.Equal(429, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("""{"model":"tts-1","voice":"alloy"}""", "input")]
    [InlineData("""{"model":"tts-1","input":"x"}""", "voice")]
    [InlineData("""{"model":"tts-1","input":"x","voice":"alloy","speed":9}""", "speed")]
    [InlineData("""{"model":"tts-1","input":"x","voice":"alloy","response_format":"midi"}""", "response_format")]
    public async Task Speak_BadRequest_Is400(string body, string param)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(Offering);

        (int status, JsonElement error) = await simulator.RefusalAsync("/v1/audio/speech", body);

        Assert.Equal((400, param), (status, error.GetProperty("param").GetString()));
    }

    private static MultipartFormDataContent Form(bool fileFirst, params (string Name, string Value)[] more)
    {
        var form = new MultipartFormDataContent();
        foreach (bool file in (bool[])[fileFirst, !fileFirst])
        {
            if (file)
            {
                form.Add(new ByteArrayContent(new byte[100_000]), "file", "a.wav");
                continue;
            }

            foreach ((string name, string value) in more.Append(("model", "whisper-1")))
            {
                form.Add(new StringContent(value), name);
            }
        }

        return form;
    }
}
