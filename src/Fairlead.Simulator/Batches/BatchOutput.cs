using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Simulator.Files;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Batches;

/// <summary>The file that a completed batch leaves: a line for each line that came, its answer only hinted at.</summary>
internal static class BatchOutput
{
    internal static int CountOf(StoredFile input) => Lines(input).Count();

    internal static void Keep(Exchange exchange, Batch batch)
    {
        IEnumerable<string> lines = exchange.State.Files.Find(batch.InputFileId) is { } input
            ? Lines(input).Select((line, i) => Answer(exchange, line, i))
            : [];
        byte[] content = Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => $"{l}\n")));
        var file = new UploadedFile(
            "file", $"{batch.Id}_output.jsonl", content.Length, Convert.ToHexStringLower(SHA256.HashData(content)), content);
        exchange.State.Files.Keep(batch.OutputFileId, new StoredFile(batch.OutputFileId, batch.CreatedAt, "batch_output", file));
    }

    private static IEnumerable<string> Lines(StoredFile input) => input.File.Content is { } content
        ? Encoding.UTF8.GetString(content).Split('\n').Where(l => !string.IsNullOrWhiteSpace(l))
        : [];

    private static string Answer(Exchange exchange, string line, int index)
    {
        string id = exchange.Digest.Add("line").Add(index).Letters(32);
        return new JsonObject
        {
            ["id"] = $"batch_req_{id}",
            ["custom_id"] = CustomId(line),
            ["response"] = new JsonObject
            {
                ["status_code"] = 200,
                ["request_id"] = $"req_{id}",
                ["body"] = new JsonObject { ["object"] = "simulated" },
            },
            ["error"] = null,
        }.ToJsonString();
    }

    private static string? CustomId(string line)
    {
        try
        {
            return JsonElement.Parse(line).Text("custom_id");
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
