using System.Buffers;
using System.Globalization;
using Fairlead.Gateway.KeptResponses;
using Fairlead.Gateway.Pipeline;
using Fairlead.Protocols.Json;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Endpoints;

/// <summary>
/// <c>GET /v1/responses/{id}/input_items</c>: what the model was given, earlier responses of the conversation included; newest first unless <c>order=asc</c>, 20 at a time unless <c>limit</c> says, after the item that
/// <c>after</c> names. Source: https://platform.openai.com/docs/api-reference/responses/input-items
/// </summary>
internal static class ListInputItems
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    public static RequestDelegate Endpoint(ResponseOperation operation, ResponseHistory history) =>
        context => operation.HandleAsync(context, "/input_items", (context, kept) => AnswerAsync(context, kept, history));

    private static async Task AnswerAsync(HttpContext context, KeptResponse kept, ResponseHistory history)
    {
        var (chain, _) = await history.ChainAsync(kept.Id, kept.Owner, context.RequestAborted);
        List<JsonSlice> items = [.. chain.SkipLast(1).SelectMany(static earlier => earlier.Items), .. kept.InputItems];
        var problem = Page(context.Request.Query, items, out var limit);
        await (problem is null ? ResponseOperation.WriteAsync(context, Write(items, limit)) : ErrorWriter.WriteAsync(context, problem));
    }

    // Leaves the items from which the page is the first.
    private static GatewayError? Page(IQueryCollection query, List<JsonSlice> items, out int limit)
    {
        limit = DefaultLimit;
        if (query["limit"] is [{ } count] && !(int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MaxLimit))
        {
            return GatewayErrors.InvalidQuery("limit", $"expected an integer from 1 to {MaxLimit}");
        }

        if (query["order"] is [{ } order] && order is not ("asc" or "desc"))
        {
            return GatewayErrors.InvalidQuery("order", "expected 'asc' or 'desc'");
        }

        if (query["order"] != "asc")
        {
            items.Reverse();
        }

        if (query["after"] is not [{ } after])
        {
            return null;
        }

        var index = items.FindIndex(item => item["id"u8].AsString() == after);
        items.RemoveRange(0, index + 1);
        return index < 0 ? GatewayErrors.InvalidQuery("after", "this response has no input item of that id") : null;
    }

    private static ReadOnlyMemory<byte> Write(List<JsonSlice> items, int limit)
    {
        var page = items[..Math.Min(limit, items.Count)];
        var output = new ArrayBufferWriter<byte>(1024);
        using (var writer = JsonWriting.CreateWriter(output))
        {
            writer.WriteStartObject();
            writer.WriteString("object"u8, "list"u8);
            writer.WriteStartArray("data"u8);
            page.ForEach(writer.Write);
            writer.WriteEndArray();
            writer.Write("first_id"u8, page.FirstOrDefault()["id"u8]);
            writer.Write("last_id"u8, page.LastOrDefault()["id"u8]);
            writer.WriteBoolean("has_more"u8, items.Count > page.Count);
            writer.WriteEndObject();
        }

        return output.WrittenMemory;
    }
}
