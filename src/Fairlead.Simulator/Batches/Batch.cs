using System.Text.Json;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Batches;

/// <summary>A batch. It is found in progress once, and completed after that.</summary>
internal sealed class Batch(string id, long createdAt, JsonElement request, int requests)
{
    private const int OneDay = 86_400;

    private readonly Lock gate = new();
    private string status = "validating";

    internal string Id { get; } = id;

    internal string InputFileId { get; } = request.Text("input_file_id")!;

    internal string OutputFileId { get; } = $"file-{id["batch_".Length..]}";

    internal long CreatedAt { get; } = createdAt;

    /// <returns>True when this has completed it.</returns>
    internal bool Advance()
    {
        lock (gate)
        {
            string before = status;
            status = before switch
            {
                "validating" => "in_progress",
                "in_progress" => "completed",
                "cancelling" => "cancelled",
                _ => before,
            };
            return status == "completed" && before != status;
        }
    }

    /// <returns>The status that forbids it; null when it is being cancelled.</returns>
    internal string? Cancel()
    {
        lock (gate)
        {
            if (status is not ("validating" or "in_progress" or "cancelling"))
            {
                return status;
            }

            status = "cancelling";
            return null;
        }
    }

    internal void WriteTo(Utf8JsonWriter json)
    {
        lock (gate)
        {
            json.WriteStartObject();
            json.WriteString("id", Id);
            json.WriteString("object", "batch");
            json.WriteString("endpoint", request.Text("endpoint"));
            json.WriteNull("errors");
            json.WriteString("input_file_id", InputFileId);
            json.WriteString("completion_window", request.Text("completion_window"));
            json.WriteString("status", status);
            json.WriteString("output_file_id", status == "completed" ? OutputFileId : null);
            json.WriteNull("error_file_id");
            WriteTimes(json);
            WriteCounts(json);
            json.WritePropertyName("metadata");
            json.WriteRawValue(request.Get("metadata")?.GetRawText() ?? "null");
            json.WriteEndObject();
        }
    }

    private void WriteTimes(Utf8JsonWriter json)
    {
        json.WriteNumber("created_at", CreatedAt);
        json.WriteNumber("expires_at", CreatedAt + OneDay);
        WriteTime(json, "in_progress_at", status is not "validating");
        WriteTime(json, "finalizing_at", status is "completed");
        WriteTime(json, "completed_at", status is "completed");
        json.WriteNull("failed_at");
        json.WriteNull("expired_at");
        WriteTime(json, "cancelling_at", status is "cancelling" or "cancelled");
        WriteTime(json, "cancelled_at", status is "cancelled");
    }

    private void WriteTime(Utf8JsonWriter json, string name, bool happened)
    {
        if (happened)
        {
            json.WriteNumber(name, CreatedAt);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private void WriteCounts(Utf8JsonWriter json)
    {
        json.WriteStartObject("request_counts");
        json.WriteNumber("total", requests);
        json.WriteNumber("completed", status == "completed" ? requests : 0);
        json.WriteNumber("failed", 0);
        json.WriteEndObject();
    }
}
