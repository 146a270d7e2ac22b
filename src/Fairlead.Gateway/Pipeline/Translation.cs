using System.Buffers;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Protocols;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.OpenAI.Responses;

namespace Fairlead.Gateway.Pipeline;

/// <summary>A request on its way from the client's dialect into the upstream's, and what the way back needs.</summary>
public sealed class Translation : IDisposable
{
    private readonly PooledBuffer body = new();

    private Translation(Codec client, Codec upstream)
    {
        Client = client;
        Upstream = upstream;
    }

    /// <summary>The client's dialect.</summary>
    public Codec Client { get; }

    /// <summary>The upstream's dialect.</summary>
    public Codec Upstream { get; }

    /// <summary>What the answer's writer must know of the request.</summary>
    public ReplyContext Reply { get; private set; } = new();

    /// <summary>The body in the upstream's dialect; valid until disposal.</summary>
    public ReadOnlyMemory<byte> Body => body.WrittenMemory;

    /// <summary>Translates a request.</summary>
    /// <param name="attempt">The attempt; its request's outline, its deployment and endpoint are known.</param>
    /// <param name="createdAt">When it came.</param>
    /// <param name="translation">The translation; dispose of it.</param>
    /// <returns>Why the body cannot be read; null when it can.</returns>
    public static RequestProblem? TryCreate(Attempt attempt, DateTimeOffset createdAt, out Translation translation)
    {
        translation = new Translation(Codecs.Of(attempt.Request.Operation.DialectOf()!.Value), Codecs.Of(attempt.Endpoint!.Dialect!.Value));
        using var copy = new PooledBuffer();
        var text = Contiguous(attempt.Request.Body, copy);
        if (!JsonSlice.TryParse(text, out var json))
        {
            return new RequestProblem("invalid_json", "The request body is not valid JSON.");
        }

        if (translation.Client.RequestReader!.TryRead(json, out var conversation) is { } problem)
        {
            return problem;
        }

        Keep(conversation, attempt, json);
        translation.Write(conversation, attempt, createdAt);
        return null;
    }

    /// <summary>Makes the writer of the answer.</summary>
    public IReplyWriter CreateWriter(bool isStream, IBufferWriter<byte> output) => (isStream ? Client.CreateStreamWriter : Client.CreateWriter)!(Reply, output);

    /// <inheritdoc/>
    public void Dispose() => body.Dispose();

    private void Write(Conversation conversation, Attempt attempt, DateTimeOffset createdAt)
    {
        var deployment = attempt.Deployment!;
        FeatureSwitches.Apply(conversation, attempt);
        Upstream.RequestWriter.Write(conversation, TargetOf(attempt, deployment), body);
        Reply = conversation.Reply;
        Reply.Id = attempt.Request.Id;
        Reply.CreatedAt = createdAt.ToUnixTimeSeconds();
        attempt.Lose(conversation.Parameters.Losses);
    }

    // The response repeats what the client sent, and its input is what the client sent, without what went before.
    private static void Keep(Conversation conversation, Attempt attempt, JsonSlice json)
    {
        attempt.Keeper?.TakeInput(attempt.Request.Followed?.Original ?? json);
        if (attempt.Request.Followed is { } followed)
        {
            conversation.Reply.Echo = ResponsesEcho.Of(followed.Original);
        }
    }

    private static RequestTarget TargetOf(Attempt attempt, Deployment deployment) => attempt.Endpoint!.Target with
    {
        Model = attempt.Endpoint.HasModelInBody ? deployment.ModelJson : default,
        ModelName = deployment.ModelJson,
        IsStream = attempt.IsStreamUpstream,
    };

    private static ReadOnlyMemory<byte> Contiguous(in ReadOnlySequence<byte> body, PooledBuffer copy)
    {
        if (body.IsSingleSegment)
        {
            return body.First;
        }

        foreach (var segment in body)
        {
            copy.Write(segment.Span);
        }

        return copy.WrittenMemory;
    }
}
