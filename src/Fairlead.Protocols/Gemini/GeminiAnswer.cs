using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Gemini;

/// <summary>Tells an answer from <c>GenerateContentResponse</c>s: one that is whole, or the pieces of a stream.</summary>
/// <param name="id">What ids of calls are made of.</param>
/// <param name="sink">Who hears it.</param>
internal sealed class GeminiAnswer(string id, IReplySink sink)
{
    private readonly List<GeminiCandidateReader> candidates = new(1);
    private bool hasStarted;

    /// <summary>Whether every candidate's end has been said.</summary>
    public bool HasEnded => candidates.Count > 0 && candidates.TrueForAll(static candidate => candidate.HasEnded);

    /// <summary>Reads a response.</summary>
    public void Read(JsonSlice response)
    {
        if (!hasStarted)
        {
            hasStarted = true;
            sink.Start(new ReplyStart(response["responseId"u8], response["modelVersion"u8]));
        }

        foreach (var candidate in response["candidates"u8].Items)
        {
            Candidate((int)Math.Clamp(candidate["index"u8].AsInt64() ?? 0, 0, short.MaxValue)).Read(candidate);
        }

        if (candidates.Count == 0 && response["promptFeedback"u8]["blockReason"u8] is { IsString: true } blocked)
        {
            Candidate(0).Block(blocked);
        }

        if (GeminiUsage.Read(response["usageMetadata"u8]) is { } usage)
        {
            sink.Count(usage);
        }
    }

    /// <summary>Ends every choice and the answer.</summary>
    public void Complete()
    {
        foreach (var candidate in candidates)
        {
            candidate.Finish();
        }

        sink.Complete();
    }

    private GeminiCandidateReader Candidate(int index)
    {
        foreach (var candidate in candidates)
        {
            if (candidate.Index == index)
            {
                return candidate;
            }
        }

        var added = new GeminiCandidateReader(index, id, sink);
        candidates.Add(added);
        return added;
    }
}
