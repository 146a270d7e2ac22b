using System.ClientModel;
using System.Text;
using OpenAI.Audio;
using OpenAI.Batch;
using OpenAI.Files;
using OpenAI.Images;

namespace Fairlead.Conformance.Tests;

public sealed class PassThroughTests
{
    private const string Line = """{"custom_id":"1","method":"POST","url":"/v1/chat/completions","body":{"model":"gpt-5","messages":[]}}""" + "\n";

    [Fact]
    public async Task Files_AreKeptListedReadAndDeleted()
    {
        await using var rig = await ConformanceRig.StartAsync();
        var files = rig.Client().GetOpenAIFileClient();

        OpenAIFile file = await files.UploadFileAsync(BinaryData.FromString(Line), "requests.jsonl", FileUploadPurpose.Batch);

        Assert.Equal("requests.jsonl", file.Filename);
        OpenAIFileCollection listed = await files.GetFilesAsync(ConformanceRig.Cancelled);
        Assert.Equal(file.Id, Assert.Single(listed).Id);
        BinaryData content = await files.DownloadFileAsync(file.Id, ConformanceRig.Cancelled);
        Assert.Equal(Line, content.ToString());
        FileDeletionResult deleted = await files.DeleteFileAsync(file.Id, ConformanceRig.Cancelled);
        Assert.True(deleted.Deleted);
        var gone = await Assert.ThrowsAsync<ClientResultException>(() => files.GetFileAsync(file.Id, ConformanceRig.Cancelled));
        Assert.Equal(404, gone.Status);
    }

    [Fact]
    public async Task Batches_AreCreatedListedAndCancelled()
    {
        await using var rig = await ConformanceRig.StartAsync();
        var client = rig.Client();
        OpenAIFile file = await client.GetOpenAIFileClient().UploadFileAsync(BinaryData.FromString(Line), "requests.jsonl", FileUploadPurpose.Batch);
        var batches = client.GetBatchClient();
        using var body = BinaryContent.Create(BinaryData.FromObjectAsJson(new { input_file_id = file.Id, endpoint = "/v1/chat/completions", completion_window = "24h" }));

        var made = await batches.CreateBatchAsync(body, waitUntilCompleted: false);

        var listed = 0;
        await foreach (var _ in batches.GetBatchesAsync(new BatchCollectionOptions(), ConformanceRig.Cancelled))
        {
            listed++;
        }

        Assert.Equal(1, listed);
        var cancelled = await made.CancelAsync(new() { CancellationToken = ConformanceRig.Cancelled });
        Assert.Equal(200, cancelled.GetRawResponse().Status);
    }

    [Fact]
    public async Task Images_AreMadeAndEdited()
    {
        await using var rig = await ConformanceRig.StartAsync();
        var images = rig.Client().GetImageClient("gpt-5");

        GeneratedImage made = await images.GenerateImageAsync("a lighthouse", cancellationToken: ConformanceRig.Cancelled);
        using var picture = new MemoryStream(Encoding.UTF8.GetBytes("a picture"));
        GeneratedImage edited = await images.GenerateImageEditAsync(picture, "a.png", "brighter", cancellationToken: ConformanceRig.Cancelled);

        Assert.True(made.ImageUri is not null || made.ImageBytes is not null);
        Assert.True(edited.ImageUri is not null || edited.ImageBytes is not null);
        Assert.Equal("/v1/images/edits", rig.Simulator.Received[^1].Path);
    }

    [Fact]
    public async Task Audio_IsSpokenAndTranscribed()
    {
        await using var rig = await ConformanceRig.StartAsync();
        var audio = rig.Client().GetAudioClient("gpt-5");

        BinaryData speech = await audio.GenerateSpeechAsync("hello there", GeneratedSpeechVoice.Alloy, cancellationToken: ConformanceRig.Cancelled);
        using var recording = speech.ToStream();
        AudioTranscription heard = await audio.TranscribeAudioAsync(recording, "a.mp3", cancellationToken: ConformanceRig.Cancelled);

        Assert.NotEmpty(speech.ToArray());
        Assert.Contains($"{speech.ToArray().Length} bytes", heard.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Moderations_Classify()
    {
        await using var rig = await ConformanceRig.StartAsync();

        var result = await rig.Client().GetModerationClient("gpt-5").ClassifyTextAsync("hello", ConformanceRig.Cancelled);

        Assert.False(result.Value.Flagged);
    }
}
