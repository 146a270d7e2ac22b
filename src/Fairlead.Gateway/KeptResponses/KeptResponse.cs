using Fairlead.Protocols.Json;
using Fairlead.Protocols.OpenAI.Responses;

namespace Fairlead.Gateway.KeptResponses;

/// <summary>A response that can be asked for again, and followed on from.</summary>
/// <param name="Id">Its id, as whoever made the response gave it.</param>
/// <param name="Owner">The identifier of the principal that made it.</param>
/// <param name="Provider">The identifier of the provider that answered.</param>
/// <param name="CreatedAt">When it ended.</param>
public sealed record KeptResponse(string Id, string Owner, string Provider, DateTimeOffset CreatedAt)
{
    /// <summary>The response that it follows on from, when the gateway keeps that one too.</summary>
    public string? Follows { get; init; }

    /// <summary>Its own input, as the API lists it: a JSON array. Empty when the provider keeps the content.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>The response as the client got it: a JSON object. Empty when the provider keeps the content.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether the content is kept here; where not, the provider has it.</summary>
    public bool HasContent => !Body.IsEmpty;

    /// <summary>Whether it failed: it can be read, but nothing can follow on from it.</summary>
    public bool IsFailed => Slice(Body)["status"u8].Is("failed"u8);

    /// <summary>What the next request begins with: the input, then the output.</summary>
    public IEnumerable<JsonSlice> Items => [.. Listed(Slice(Input)), .. Listed(ResponsesHistory.OutputItems(Slice(Body)))];

    /// <summary>The items of the input.</summary>
    public IReadOnlyList<JsonSlice> InputItems => Listed(Slice(Input));

    private static List<JsonSlice> Listed(JsonSlice array)
    {
        var items = new List<JsonSlice>();
        foreach (var item in array.Items)
        {
            items.Add(item);
        }

        return items;
    }

    private static JsonSlice Slice(ReadOnlyMemory<byte> json) => JsonSlice.TryParse(json, out var slice) ? slice : default;
}
