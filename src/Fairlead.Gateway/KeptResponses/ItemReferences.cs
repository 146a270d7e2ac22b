using System.Buffers;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Ports;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.OpenAI;
using Fairlead.Protocols.OpenAI.Responses;

namespace Fairlead.Gateway.KeptResponses;

/// <summary>
/// Puts items of responses that are kept here in the place of <c>item_reference</c>s to them: clients that have their responses stored name earlier answers
/// instead of sending them. What its provider keeps is left for that provider to find.
/// </summary>
internal sealed class ItemReferences(IResponseStore store)
{
    private const int RequestIdLength = 24;

    /// <summary>Resolves the references of a request.</summary>
    /// <returns>Why it cannot be sent; null when it can.</returns>
    public async ValueTask<GatewayError?> ResolveAsync(GatewayRequest request, CancellationToken cancellationToken)
    {
        if (request.Caller is not { } caller || !IsMarked(request.Body) || !JsonSlice.TryParse(request.Body.ToArray(), out var body))
        {
            return null;
        }

        var found = new Dictionary<string, JsonSlice>(StringComparer.Ordinal);
        foreach (var id in References(body))
        {
            if (ResponseOf(id) is not { } response)
            {
                continue;
            }

            var kept = await store.FindAsync(response, caller.Id, cancellationToken);
            if (kept is { HasContent: false })
            {
                continue;
            }

            if (kept?.Items.FirstOrDefault(item => item["id"u8].AsString() == id) is not { IsPresent: true } item)
            {
                return GatewayErrors.ItemNotFound(id);
            }

            found[id] = item;
        }

        return found.Count == 0 ? null : Replace(request, body, found);
    }

    private static GatewayError? Replace(GatewayRequest request, JsonSlice body, Dictionary<string, JsonSlice> found)
    {
        var output = new ArrayBufferWriter<byte>(body.Text.Length * 2);
        ResponsesHistory.Replace(body, item => item["id"u8].AsString() is { } id && IsReference(item) && found.TryGetValue(id, out var kept) ? kept : item, output);
        request.Replace(new ReadOnlySequence<byte>(output.WrittenMemory));
        return RequestScanner.Scan(request.Body, out request.Outline) is { } problem ? GatewayErrors.Unreadable(problem) : null;
    }

    private static List<string> References(JsonSlice body)
    {
        var ids = new List<string>();
        foreach (var item in body["input"u8].Items)
        {
            if (IsReference(item) && item["id"u8].AsString() is { } id)
            {
                ids.Add(id);
            }
        }

        return ids;
    }

    private static bool IsReference(JsonSlice item) => item["type"u8].Is("item_reference"u8);

    // Ids made here have their response's between the kind and the place: msg_…_0.
    private static string? ResponseOf(string id)
    {
        var (start, end) = (id.IndexOf('_', StringComparison.Ordinal) + 1, id.LastIndexOf('_'));
        return start > 0 && end - start == RequestIdLength ? $"resp_{id.AsSpan(start, RequestIdLength)}" : null;
    }

    private static bool IsMarked(in ReadOnlySequence<byte> body)
    {
        var reader = new SequenceReader<byte>(body);
        return reader.TryReadTo(out ReadOnlySequence<byte> _, "item_reference"u8);
    }
}
