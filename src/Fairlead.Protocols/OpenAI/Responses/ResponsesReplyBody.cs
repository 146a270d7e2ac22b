using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>
/// A response as a writer collects it. Its id is the gateway's own, <c>resp_</c> and the request's, so that it can be kept under it;
/// those of its items follow from it. Only the first choice has a place.
/// </summary>
internal sealed class ResponsesReplyBody(ReplyContext context)
{
    private readonly List<ResponsesItem> items = [];
    private readonly JsonSlice id = JsonSlice.Of($"resp_{context.Id}");
    private ReplyStart start;
    private StopReason reason;
    private Usage? usage;

    /// <summary>Its items, in the order they began.</summary>
    public IReadOnlyList<ResponsesItem> Items => items;

    /// <summary>Whether it ended before it was complete.</summary>
    public bool IsIncomplete => ResponsesWords.Incompleteness(reason).IsPresent;

    /// <summary>It begins.</summary>
    public void Start(in ReplyStart start) => this.start = start.Copy();

    /// <summary>An item begins; null when it has no place.</summary>
    public ResponsesItem? Begin(in BlockStart block)
    {
        if (block.Choice != 0)
        {
            return null;
        }

        var item = new ResponsesItem(context.AsClientKnows(block), items.Count, context);
        items.Add(item);
        return item;
    }

    /// <summary>The item of a block; null when it has none.</summary>
    public ResponsesItem? Find(int choice, int block)
    {
        for (var i = items.Count - 1; choice == 0 && i >= 0; i--)
        {
            if (items[i].Number == block)
            {
                return items[i];
            }
        }

        return null;
    }

    /// <summary>A choice is whole.</summary>
    public void Finish(int choice, in StopReason reason)
    {
        if (choice == 0)
        {
            this.reason = reason.Copy();
        }
    }

    /// <summary>What it cost.</summary>
    public void Count(in Usage usage) => this.usage = usage;

    /// <summary>Writes it as it is when it begins.</summary>
    public void WriteBegun(Utf8JsonWriter json) => Write(json, "in_progress"u8, null);

    /// <summary>Writes it when it is whole.</summary>
    public void WriteEnded(Utf8JsonWriter json) => Write(json, IsIncomplete ? "incomplete"u8 : "completed"u8, null);

    /// <summary>Writes it when it failed.</summary>
    public void WriteFailed(Utf8JsonWriter json, in UpstreamError failure) => Write(json, "failed"u8, failure);

    private void Write(Utf8JsonWriter json, ReadOnlySpan<byte> status, UpstreamError? failure)
    {
        json.WriteStartObject();
        json.Write("id"u8, id);
        json.WriteString("object"u8, "response"u8);
        json.WriteNumber("created_at"u8, context.CreatedAt);
        json.WriteString("status"u8, status);
        WriteError(json, failure);
        WriteIncompleteness(json, status);
        json.Write("model"u8, start.Model.IsString ? start.Model : context.Model);
        json.WriteStartArray("output"u8);
        foreach (var item in items)
        {
            item.Write(json, item.IsEnded && !(IsIncomplete && item.Index == items.Count - 1) ? "completed"u8 : "incomplete"u8);
        }

        json.WriteEndArray();
        ResponsesEcho.WriteMembers(json, context.Echo);
        json.WriteIfPresent("service_tier"u8, start.ServiceTier);
        WriteUsage(json);
        json.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter json, UpstreamError? failure)
    {
        if (failure is not { } known)
        {
            json.WriteNull("error"u8);
            return;
        }

        json.WriteStartObject("error"u8);
        json.WriteString("code"u8, ResponsesWords.Code(known));
        json.WriteString("message"u8, known.Message ?? "The upstream failed.");
        json.WriteEndObject();
    }

    private void WriteIncompleteness(Utf8JsonWriter json, ReadOnlySpan<byte> status)
    {
        if (!status.SequenceEqual("incomplete"u8))
        {
            json.WriteNull("incomplete_details"u8);
            return;
        }

        json.WriteStartObject("incomplete_details"u8);
        json.Write("reason"u8, ResponsesWords.Incompleteness(reason));
        json.WriteEndObject();
    }

    private void WriteUsage(Utf8JsonWriter json)
    {
        if (usage is not { } counted)
        {
            json.WriteNull("usage"u8);
            return;
        }

        json.WriteStartObject("usage"u8);
        ResponsesUsage.WriteMembers(json, counted);
        json.WriteEndObject();
    }
}
