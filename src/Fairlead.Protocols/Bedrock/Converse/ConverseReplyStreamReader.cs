using System.Text;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Bedrock.Converse;

/// <summary>
/// Reads the messages of a ConverseStream, told by their <c>:event-type</c> or <c>:exception-type</c>.
/// Source: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html
/// </summary>
public sealed class ConverseReplyStreamReader : IReplyStreamReader
{
    private ConverseBlockReader? blocks;
    private bool hasStopped;
    private bool hasEnded;
    private bool hasFailed;

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<byte> name, ReadOnlyMemory<byte> data, IReplySink sink)
    {
        if (hasEnded || hasFailed)
        {
            return;
        }

        var isJson = JsonSlice.TryParse(data, out var payload);
        if (IsFailure(name))
        {
            hasFailed = true;
            sink.Fail(BedrockErrors.Read(payload, Encoding.UTF8.GetString(name)));
        }
        else if (isJson)
        {
            ReadEvent(name, payload, sink);
        }
    }

    /// <inheritdoc/>
    public bool Close(IReplySink sink)
    {
        // Only the count of tokens comes after the message has stopped.
        if (hasStopped && !hasEnded && !hasFailed)
        {
            hasEnded = true;
            sink.Complete();
        }

        return hasEnded;
    }

    private static bool IsFailure(ReadOnlySpan<byte> name) => name.EndsWith("Exception"u8) || name.EndsWith("Error"u8) || name.EndsWith("Failure"u8);

    private void ReadEvent(ReadOnlySpan<byte> name, JsonSlice payload, IReplySink sink)
    {
        if (name.SequenceEqual("metadata"u8))
        {
            ReadMetadata(payload, sink);
        }
        else if (hasStopped)
        {
            return;
        }
        else if (name.SequenceEqual("contentBlockDelta"u8))
        {
            Blocks(sink).Append(IndexOf(payload), payload["delta"u8]);
        }
        else if (name.SequenceEqual("contentBlockStart"u8))
        {
            if (payload["start"u8]["toolUse"u8] is { IsObject: true } toolUse)
            {
                Blocks(sink).BeginCall(IndexOf(payload), toolUse);
            }
        }
        else if (name.SequenceEqual("contentBlockStop"u8))
        {
            Blocks(sink).End(IndexOf(payload));
        }
        else if (name.SequenceEqual("messageStart"u8))
        {
            Blocks(sink);
        }
        else if (name.SequenceEqual("messageStop"u8))
        {
            Stop(payload, sink);
        }
    }

    private void Stop(JsonSlice payload, IReplySink sink)
    {
        hasStopped = true;
        Blocks(sink).EndAll();
        sink.Finish(0, ConverseWords.Reason(payload["stopReason"u8], payload["additionalModelResponseFields"u8]));
    }

    private void ReadMetadata(JsonSlice payload, IReplySink sink)
    {
        Blocks(sink);
        if (ConverseUsage.Read(payload["usage"u8]) is { } usage)
        {
            sink.Count(usage);
        }

        if (hasStopped)
        {
            hasEnded = true;
            sink.Complete();
        }
    }

    // The answer begins with its first event, whichever that is.
    private ConverseBlockReader Blocks(IReplySink sink)
    {
        if (blocks is null)
        {
            blocks = new ConverseBlockReader(sink);
            sink.Start(default);
        }

        return blocks;
    }

    private static long IndexOf(JsonSlice payload) => payload["contentBlockIndex"u8].AsInt64() ?? 0;
}
