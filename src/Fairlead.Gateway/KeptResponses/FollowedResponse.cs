using System.Buffers;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Pipeline;
using Fairlead.Protocols;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.OpenAI;
using Fairlead.Protocols.OpenAI.Responses;

namespace Fairlead.Gateway.KeptResponses;

/// <summary>What a request follows on from: the last response, those before it, and the request as the client sent it.</summary>
internal sealed class FollowedResponse
{
    private const string Field = "previous_response_id";
    private readonly IReadOnlyList<KeptResponse> chain;

    /// <param name="original">The request's body.</param>
    /// <param name="chain">The responses, oldest first; one alone when its provider keeps it.</param>
    public FollowedResponse(JsonSlice original, IReadOnlyList<KeptResponse> chain)
    {
        Original = original;
        this.chain = chain;
    }

    /// <summary>The body as the client sent it.</summary>
    public JsonSlice Original { get; }

    /// <summary>The id that the client named.</summary>
    public string Id => chain[^1].Id;

    /// <summary>The provider that made it, or that keeps it.</summary>
    public string Provider => chain[^1].Provider;

    /// <summary>Whether the content is kept here.</summary>
    public bool HasContent => chain[^1].HasContent;

    /// <summary>
    /// Puts what was kept here before the input of a request whose endpoint is known. A response that its provider keeps is that provider's
    /// matter, and of no use to another.
    /// </summary>
    public GatewayError? Join(Attempt attempt)
    {
        var passes = attempt.Endpoint!.Dialect == Dialect.Responses;
        if (!HasContent)
        {
            return passes && attempt.Deployment!.Provider.Identifier == chain[^1].Provider ? null : GatewayErrors.PreviousResponseElsewhere(Id, chain[^1].Provider);
        }

        var items = chain.SelectMany(static kept => kept.Items).ToList();
        var joined = new ArrayBufferWriter<byte>(Original.Text.Length * 2);
        ResponsesHistory.Join(Original, passes ? Portable(items, attempt) : items, joined);
        attempt.Request.Replace(new ReadOnlySequence<byte>(joined.WrittenMemory));
        return RequestScanner.Scan(attempt.Request.Body, out attempt.Request.Outline) is { } problem ? GatewayErrors.Unreadable(problem) : null;
    }

    // A server that keeps responses looks items up by their ids and thoughts by their seals, and refuses those that it did not make.
    private static List<JsonSlice> Portable(List<JsonSlice> items, Attempt attempt)
    {
        if (items.RemoveAll(static item => item["type"u8].Is("reasoning"u8)) > 0)
        {
            attempt.Lose([new Loss(Field, "reasoning of another provider")]);
        }

        return items.ConvertAll(WithoutId);
    }

    private static JsonSlice WithoutId(JsonSlice item)
    {
        var output = new ArrayBufferWriter<byte>(item.Text.Length);
        using (var writer = JsonWriting.CreateWriter(output))
        {
            writer.WriteStartObject();
            foreach (var member in item.Members)
            {
                if (!member.Is("id"u8))
                {
                    writer.WritePropertyName(JsonText.Unescape(member.Name.Inner));
                    writer.Write(member.Value);
                }
            }

            writer.WriteEndObject();
        }

        return JsonSlice.TryParse(output.WrittenMemory, out var without) ? without : item;
    }
}
