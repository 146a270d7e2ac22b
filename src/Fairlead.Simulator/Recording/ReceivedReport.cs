using System.Text.Json.Nodes;

namespace Fairlead.Simulator.Recording;

/// <summary>The body of <c>GET /sim/received</c>.</summary>
internal static class ReceivedReport
{
    internal static JsonObject Of(IReadOnlyList<ReceivedRequest> received) => new()
    {
        ["count"] = received.Count,
        ["received"] = new JsonArray([.. received.Select(One)]),
    };

    private static JsonObject File(ReceivedFile file) => new()
    {
        ["field"] = file.Field,
        ["filename"] = file.FileName,
        ["length"] = file.Length,
        ["sha256"] = file.Sha256,
    };

    private static JsonObject One(ReceivedRequest request)
    {
        var headers = new JsonObject();
        foreach ((string name, string value) in request.Headers)
        {
            headers[name] = value;
        }

        return new JsonObject
        {
            ["method"] = request.Method,
            ["path"] = request.Path,
            ["query"] = request.Query,
            ["model"] = request.Model,
            ["received_at"] = request.ReceivedAt.ToString("O"),
            ["headers"] = headers,
            ["body"] = request.Body,
            ["body_length"] = request.BodyLength,
            ["body_sha256"] = request.BodySha256,
            ["files"] = new JsonArray([.. request.Files.Select(File)]),
            ["status"] = request.Status,
            ["outcome"] = request.Outcome switch
            {
                RequestOutcome.Answered => "answered",
                RequestOutcome.ClientLeft => "client_left",
                RequestOutcome.Cut => "cut",
                _ => "in_flight",
            },
        };
    }
}
