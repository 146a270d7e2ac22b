using System.Text.Json;
using Fairlead.Simulator.Files;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Batches;

/// <summary><c>/v1/batches</c>.</summary>
/// <remarks>https://platform.openai.com/docs/api-reference/batch</remarks>
internal static class BatchesEndpoint
{
    private static readonly string[] Endpoints =
    [
        "/v1/responses", "/v1/chat/completions", "/v1/embeddings", "/v1/completions", "/v1/moderations", "/v1/images/generations",
        "/v1/images/edits",
    ];

    internal static async Task CreateAsync(Exchange exchange)
    {
        JsonElement body = JsonReading.ParseBody(exchange.Body);
        string input = body.RequiredString("input_file_id", "input_file_id");
        body.RequiredString("endpoint", "endpoint");
        body.OneOf("endpoint", "endpoint", Endpoints);
        body.RequiredString("completion_window", "completion_window");
        body.OneOf("completion_window", "completion_window", "24h");
        StoredFile file = exchange.State.Files.Find(input) is { Purpose: "batch" } found
            ? found
            : throw new RefusedException(ApiError.BadRequest($"Invalid input file id: {input}", "input_file_id"));
        var batch = new Batch($"batch_{exchange.Digest.Add("batch").Letters(32)}", exchange.CreatedAt, body, BatchOutput.CountOf(file));
        exchange.State.Batches.Keep(batch.Id, batch);
        await exchange.WaitForFirstTokenAsync();
        await TellAsync(exchange, batch);
    }

    internal static Task ListAsync(Exchange exchange)
    {
        var page = Page<Batch>.Of(exchange.State.Batches.All(), b => b.Id, exchange.Query, newestFirst: true);
        return exchange.WriteJsonAsync(200, new JsonBody(json => page.WriteTo(json, (writer, batch) => batch.WriteTo(writer))));
    }

    internal static Task GetAsync(Exchange exchange, string id)
    {
        Batch batch = Find(exchange, id);
        if (batch.Advance())
        {
            BatchOutput.Keep(exchange, batch);
        }

        return TellAsync(exchange, batch);
    }

    internal static Task CancelAsync(Exchange exchange, string id)
    {
        Batch batch = Find(exchange, id);
        return batch.Cancel() is { } status
            ? throw new RefusedException(new ApiError(
                409, $"Cannot cancel a batch with status '{status}'.", ApiError.InvalidRequest))
            : TellAsync(exchange, batch);
    }

    private static Task TellAsync(Exchange exchange, Batch batch) => exchange.WriteJsonAsync(200, new JsonBody(batch.WriteTo));

    private static Batch Find(Exchange exchange, string id) => exchange.State.Batches.Find(id)
        ?? throw new RefusedException(new ApiError(404, $"No batch found with id '{id}'.", ApiError.InvalidRequest));
}
