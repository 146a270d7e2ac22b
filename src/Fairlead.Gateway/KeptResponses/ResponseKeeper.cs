using System.Buffers;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Ports;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.OpenAI;
using Fairlead.Protocols.OpenAI.Responses;
using Fairlead.Protocols.Streaming;

namespace Fairlead.Gateway.KeptResponses;

/// <summary>
/// Keeps the response that a request leads to. One that was translated is kept with its content; of one that passes through, which its provider
/// keeps, who made it and where. Either happens before the client has the bytes from which it learns the id, so the id is good at once.
/// </summary>
internal sealed class ResponseKeeper
{
    private readonly IResponseStore store;
    private readonly Attempt attempt;
    private readonly TimeProvider time;
    private readonly ArrayBufferWriter<byte> input = new();

    private ResponseKeeper(IResponseStore store, Attempt attempt, TimeProvider time)
    {
        this.store = store;
        this.attempt = attempt;
        this.time = time;
    }

    /// <summary>The keeper of a request for a response; null when it is not to be kept: <c>store: false</c>.</summary>
    public static ResponseKeeper? Of(Attempt attempt, IResponseStore store, TimeProvider time)
    {
        var span = attempt.Request.Outline[RequestField.Store];
        var isRefused = span.Length == "false".Length && attempt.Request.Body.Slice(span.Start, span.Length).ToArray() is [(byte)'f', ..];
        return attempt.Request.Caller is null || isRefused ? null : new ResponseKeeper(store, attempt, time);
    }

    /// <summary>Takes the input of a request that is translated, as the client sent it.</summary>
    public void TakeInput(JsonSlice body)
    {
        input.ResetWrittenCount();
        ResponsesHistory.WriteInputItems(body, attempt.Request.Id, input);
    }

    /// <summary>Keeps a response that was translated.</summary>
    /// <param name="ending">The response, or the event that ends it.</param>
    public void Keep(ReadOnlyMemory<byte> ending)
    {
        var json = ending.Span.StartsWith("{"u8) ? ending : ServerSentEvents.Data(ending);
        if (JsonSlice.TryParse(json, out var told) && (told["response"u8] is { IsObject: true } inner ? inner : told) is var body && body["id"u8].AsString() is { } id)
        {
            store.Keep(Kept(id) with { Follows = attempt.Request.Followed?.Id, Input = input.WrittenMemory, Body = body.Text.ToArray() });
        }
    }

    /// <summary>Remembers a response that its provider keeps.</summary>
    public void Remember(string id) => store.Keep(Kept(id));

    private KeptResponse Kept(string id) => new(id, attempt.Request.Caller!.Id, attempt.Deployment!.Provider.Identifier, time.GetUtcNow());
}
