using System.Globalization;
using System.Text;
using Fairlead.Testing;

namespace Fairlead.Gateway.Tests.Uploads;

public sealed class UploadBytesTests
{
    private const string Path = "/v1/audio/transcriptions";
    private static readonly object[] Models = [new { name = "whisper-1" }, new { name = "a-model-with-a-very-long-name" }];

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task Form_WithTheUpstreamsOwnName_GoesUpAsItCame(bool isModelFirst, bool isChunked)
    {
        await using var rig = await StartAsync();
        var body = Body("whisper-1", isModelFirst, 3_000_000);

        using var response = await Form.PostAsync(rig.Client, Path, body, isChunked);

        Assert.Equal(200, (int)response.StatusCode);
        var seen = rig.Upstream.Requests[^1];
        Assert.True(body.AsSpan().SequenceEqual(seen.Body));
        Assert.Equal("/v1/audio/transcriptions", seen.Path);
        Assert.Equal(Form.ContentType, seen.Headers["Content-Type"]);

        // A body that waited on disk has a length, whether or not the client knew it.
        Assert.Equal(isChunked && isModelFirst ? null : Length(body), seen.Headers.GetValueOrDefault("Content-Length"));
        AssertNothingIsLeft(rig);
    }

    [Theory]
    [InlineData("openai-compatible/whisper-1", "whisper-1", true)]
    [InlineData("openai-compatible/whisper-1", "whisper-1", false)]
    [InlineData("openai-compatible/a-model-with-a-very-long-name", "a-model-with-a-very-long-name", true)]
    public async Task Form_WithAnotherName_ChangesNothingElse(string name, string upstreamName, bool isModelFirst)
    {
        await using var rig = await StartAsync();

        using var response = await Form.PostAsync(rig.Client, Path, Body(name, isModelFirst, 200_000));

        var expected = Body(upstreamName, isModelFirst, 200_000);
        var seen = rig.Upstream.Requests[^1];
        Assert.Equal(200, (int)response.StatusCode);
        Assert.True(expected.AsSpan().SequenceEqual(seen.Body));
        Assert.Equal(Length(expected), seen.Headers["Content-Length"]);
    }

    [Fact]
    public async Task Form_InPiecesOfEverySize_IsTheSame()
    {
        await using var rig = await StartAsync();
        var body = Body("openai-compatible/whisper-1", true, 300);
        var expected = Body("whisper-1", true, 300);
        foreach (var size in (int[])[1, 2, 3, 7, 64, 150])
        {
            using var connection = await RawConnection.ToAsync(rig);
            await connection.WriteAsync(connection.Head(rig, Path, Form.ContentType, $"Content-Length: {Length(body)}"));
            foreach (var piece in body.Chunk(size))
            {
                await connection.WriteAsync(piece);
            }

            Assert.Equal(200, await connection.ReadAnswerAsync());
            Assert.Equal(Encoding.Latin1.GetString(expected), Encoding.Latin1.GetString(rig.Upstream.Requests[^1].Body));
        }
    }

    [Fact]
    public async Task Form_WithALongPromptBeforeTheModel_WaitsOnDiskAndGoesUpAsItCame()
    {
        await using var rig = await StartAsync();
        var body = new Form().Field("prompt", new string('p', 900_000)).Field("model", "whisper-1").File(1000).Whole;

        using var response = await Form.PostAsync(rig.Client, Path, body);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.True(body.AsSpan().SequenceEqual(rig.Upstream.Requests[^1].Body));
        AssertNothingIsLeft(rig);
    }

    private static Task<Rig> StartAsync() => Rig.StartAsync(ScriptedUpstream.Says(200, "application/json", """{"text":"hello"}"""), Models);

    private static byte[] Body(string model, bool isModelFirst, int length) =>
        (isModelFirst ? new Form().Field("language", "en").Field("model", model).File(length) : new Form().File(length).Field("model", model)).Field("temperature", "0").Whole;

    private static string Length(byte[] body) => body.Length.ToString(CultureInfo.InvariantCulture);

    private static void AssertNothingIsLeft(Rig rig) => Assert.Empty(Directory.GetFiles(System.IO.Path.Combine(rig.Server.Data, "tmp")));
}
