using System.Buffers;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>Writes a response. Source: https://platform.openai.com/docs/api-reference/responses/object</summary>
/// <param name="context">What is known of the request.</param>
/// <param name="output">Where the body goes.</param>
public sealed class ResponsesReplyWriter(ReplyContext context, IBufferWriter<byte> output) : IReplyWriter
{
    private readonly ResponsesReplyBody body = new(context);

    /// <inheritdoc/>
    public string ContentType => "application/json";

    /// <inheritdoc/>
    public void Start(in ReplyStart start) => body.Start(start);

    /// <inheritdoc/>
    public void BeginBlock(in BlockStart block) => body.Begin(block);

    /// <inheritdoc/>
    public void Append(in BlockDelta delta) => body.Find(delta.Choice, delta.Block)?.Append(delta);

    /// <inheritdoc/>
    public void EndBlock(int choice, int block) => body.Find(choice, block)?.End();

    /// <inheritdoc/>
    public void Finish(int choice, in StopReason reason) => body.Finish(choice, reason);

    /// <inheritdoc/>
    public void Count(in Usage usage) => body.Count(usage);

    /// <inheritdoc/>
    public void Fail(in UpstreamError failure)
    {
        // A body that failed is not written: the caller answers with an error instead.
    }

    /// <inheritdoc/>
    public void Complete()
    {
        using var json = JsonWriting.CreateWriter(output);
        body.WriteEnded(json);
    }
}
