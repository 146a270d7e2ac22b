using System.Text.Json;
using Fairlead.Simulator.Reasoning;

namespace Fairlead.Simulator.Messages.Reading;

/// <summary>Checks the fields that steer sampling and billing, and reads the stop sequences.</summary>
internal static class SamplingReader
{
    private const int LongestUserId = 512;

    internal static void Check(InputObject body, string model)
    {
        body.Share("temperature");
        body.Share("top_p");
        body.Integer("top_k", 0);
        if (ClaudeSampling.Problem(model, body.Get("temperature") is not null, body.Get("top_p") is not null, body.Get("top_k") is not null) is { } problem)
        {
            throw MessagesErrors.Refuse(problem);
        }

        body.OneOf("service_tier", "auto", "standard_only");
        body.OneOf("speed", "standard", "fast");
        body.Text("inference_geo");
        if (body.Object("metadata") is { } metadata)
        {
            metadata.AllowOnly(["user_id"]);
            if (metadata.Text("user_id") is { Length: > LongestUserId })
            {
                throw metadata.Refuse("user_id", $"String should have at most {LongestUserId} characters");
            }
        }
    }

    internal static IReadOnlyList<string> ReadStop(InputObject body)
    {
        if (body.Get("stop_sequences") is not { } stop)
        {
            return [];
        }

        if (stop.ValueKind != JsonValueKind.Array)
        {
            throw body.Refuse("stop_sequences", "Input should be a valid list");
        }

        var sequences = new List<string>();
        foreach (JsonElement sequence in stop.EnumerateArray())
        {
            if (sequence.ValueKind != JsonValueKind.String)
            {
                throw body.Refuse($"stop_sequences.{sequences.Count}", "Input should be a valid string");
            }

            sequences.Add(sequence.GetString()!);
        }

        return sequences.Exists(s => s.Length == 0) ? throw body.Refuse("stop_sequences", "each stop sequence must be non-empty")
            : sequences.Exists(string.IsNullOrWhiteSpace) ? throw body.Refuse("stop_sequences", "each stop sequence must contain non-whitespace")
            : sequences;
    }
}
