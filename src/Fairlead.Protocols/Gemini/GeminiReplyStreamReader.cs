using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Gemini;

/// <summary>
/// Reads a stream of <c>GenerateContentResponse</c>s. It has no terminator: it is whole when it ends and every candidate has said why it did.
/// Source: https://ai.google.dev/api/generate-content#method:-models.streamgeneratecontent
/// </summary>
/// <param name="id">What ids of calls are made of, letters and digits.</param>
public sealed class GeminiReplyStreamReader(string id) : IReplyStreamReader
{
    private GeminiAnswer? answer;
    private bool hasEnded;
    private bool hasFailed;

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<byte> name, ReadOnlyMemory<byte> data, IReplySink sink)
    {
        if (hasEnded || hasFailed || !JsonSlice.TryParse(data, out var parsed))
        {
            return;
        }

        var response = parsed.IsArray ? parsed.First : parsed;
        if (response["error"u8] is { IsNull: false })
        {
            hasFailed = true;
            sink.Fail(GoogleErrors.Read(response));
        }
        else if (response.IsObject)
        {
            answer ??= new GeminiAnswer(id, sink);
            answer.Read(response);
        }
    }

    /// <inheritdoc/>
    public bool Close(IReplySink sink)
    {
        if (!hasEnded && !hasFailed && answer is { HasEnded: true })
        {
            hasEnded = true;
            answer.Complete();
        }

        return hasEnded;
    }
}
