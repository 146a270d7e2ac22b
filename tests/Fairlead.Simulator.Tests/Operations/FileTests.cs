using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OpenAI.Files;

namespace Fairlead.Simulator.Tests.Operations;

public sealed class FileTests
{
    private static CancellationToken Cancelled => TestSimulator.Cancelled;

    [Fact]
    public async Task Upload_BySdk_IsListedFoundDownloadedAndDeleted()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        OpenAIFileClient client = simulator.Sdk().GetOpenAIFileClient();
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("{\"custom_id\":\"a\"}\n"));

        OpenAIFile made = await client.UploadFileAsync(content, "in.jsonl", FileUploadPurpose.Batch, Cancelled);
        OpenAIFile found = await client.GetFileAsync(made.Id, Cancelled);
        OpenAIFileCollection listed = await client.GetFilesAsync(FilePurpose.Batch, Cancelled);
        BinaryData back = await client.DownloadFileAsync(made.Id, Cancelled);
        FileDeletionResult deleted = await client.DeleteFileAsync(made.Id, Cancelled);
        OpenAIFileCollection left = await client.GetFilesAsync(Cancelled);

        Assert.Equal(("in.jsonl", 18L), (found.Filename, found.SizeInBytesLong));
        Assert.Equal(made.Id, Assert.Single(listed).Id);
        Assert.Equal("{\"custom_id\":\"a\"}\n", back.ToString());
        Assert.True(deleted.Deleted);
        Assert.Empty(left);
    }

    [Fact]
    public async Task Upload_LargerThanWhatIsKept_IsHashedAndItsLengthKept()
    {
        const int Length = 3_000_000;
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        byte[] bytes = new byte[Length];
        new Random(7).NextBytes(bytes);
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(bytes), "file", "big.bin" },
            { new StringContent("user_data"), "purpose" },
        };
        byte[] body = await form.ReadAsByteArrayAsync(Cancelled);

        using HttpResponseMessage response = await simulator.Http.PostAsync("/v1/files", form, Cancelled);
        JsonElement made = await TestSimulator.JsonAsync(response);
        byte[] back = await simulator.Http.GetByteArrayAsync($"/v1/files/{made.GetProperty("id").GetString()}/content", Cancelled);

        ReceivedRequest received = simulator.Server.Received[0];
        Assert.Equal(Length, made.GetProperty("bytes").GetInt32());
        Assert.Equal(Length, back.Length);
        Assert.Equal(body.Length, received.BodyLength);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(body)), received.BodySha256);
        Assert.InRange(received.Body.Length, 1, 65_536);
        ReceivedFile file = Assert.Single(received.Files);
        Assert.Equal(new ReceivedFile("file", "big.bin", Length, Convert.ToHexStringLower(SHA256.HashData(bytes))), file);
    }

    [Fact]
    public async Task Upload_ClientLeavesHalfway_IsAborted()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        await using var endless = new EndlessStream();
        using var form = new MultipartFormDataContent { { new StreamContent(endless), "file", "endless.bin" } };
        Task<HttpResponseMessage> answer = simulator.Http.PostAsync("/v1/files", form, leave.Token);
        ReceivedRequest arrived = await simulator.NextReceivedAsync();

        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);

        Assert.Same(arrived, await simulator.NextAbortedAsync());
    }

    [Theory]
    [InlineData("purpose", "batch", "file", "missing_required_parameter")]
    [InlineData("other", "x", "file", "missing_required_parameter")]
    public async Task Upload_NoFile_IsRefused(string field, string value, string param, string code)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        using var form = new MultipartFormDataContent { { new StringContent(value), field } };

        using HttpResponseMessage response = await simulator.Http.PostAsync("/v1/files", form, Cancelled);
        JsonElement error = (await TestSimulator.JsonAsync(response)).GetProperty("error");

        Assert.Equal((400, param, code), (
            (int)response.StatusCode, error.GetProperty("param").GetString(), error.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Upload_NotAForm_IsRefused()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        (int status, JsonElement error) = await simulator.RefusalAsync("/v1/files", "{}");

        Assert.Equal((400, "invalid_request_error"), (status, error.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task List_SeveralPages_AreNewestFirst()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        OpenAIFileClient client = simulator.Sdk().GetOpenAIFileClient();
        var made = new List<string>();
        for (int i = 0; i < 3; i++)
        {
            OpenAIFile file = await client.UploadFileAsync(BinaryData.FromString("x"), $"{i}.txt", FileUploadPurpose.UserData);
            made.Add(file.Id);
        }

        JsonElement first = await GetAsync(simulator, "/v1/files?limit=2");
        JsonElement second = await GetAsync(simulator, $"/v1/files?limit=2&after={first.GetProperty("last_id").GetString()}");

        Assert.Equal([made[2], made[1]], first.GetProperty("data").EnumerateArray().Select(f => f.GetProperty("id").GetString()));
        Assert.True(first.GetProperty("has_more").GetBoolean());
        Assert.Equal([made[0]], second.GetProperty("data").EnumerateArray().Select(f => f.GetProperty("id").GetString()));
        Assert.False(second.GetProperty("has_more").GetBoolean());
    }

    [Fact]
    public async Task Upload_FailRate_Strikes()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { FailRate = 1, FailStatus = 503 });
        using var form = new MultipartFormDataContent { { new StringContent("x"), "file", "a.txt" } };

        using HttpResponseMessage response = await simulator.Http.PostAsync("/v1/files", form, Cancelled);

        Assert.Equal(503, (int)response.StatusCode);
    }

    private static async Task<JsonElement> GetAsync(TestSimulator simulator, string path)
    {
        using HttpResponseMessage response = await simulator.Http.GetAsync(path, Cancelled);
        return await TestSimulator.JsonAsync(response);
    }
}
