using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.GenerateContent;

/// <summary>Streams an answer: a chunk for each piece, the last of a candidate with its reason to finish, and nothing to end it.</summary>
internal sealed class ChunkStream(ResponseWriter responses, ChunkFraming framing, Pace pace, GeminiUsage usage)
{
    private int written;
    private int thought;

    internal async Task WriteAsync(IReadOnlyList<Candidate> candidates, ApiError? brokenBy, CancellationToken cancellationToken)
    {
        framing.Begin();
        int chunks = 0;
        foreach (Candidate candidate in candidates)
        {
            AnswerPart[] parts = [.. AnswerPart.PiecesOf(candidate)];
            for (int i = 0; i < Math.Max(1, parts.Length); i++)
            {
                AnswerPart? part = i < parts.Length ? parts[i] : null;
                await pace.WaitAsync(part?.Tokens ?? 0, cancellationToken);
                if (brokenBy is not null && chunks == 2)
                {
                    await framing.SendAsync(new JsonBody(json => ErrorBody.Write(json, brokenBy)));
                    return;
                }

                bool isLast = i + 1 >= parts.Length;
                chunks++;
                if (!await framing.SendAsync(responses.Chunk(candidate, part, isLast, After(part, isLast && candidate == candidates[^1]))))
                {
                    return;
                }
            }
        }

        await framing.EndAsync();
    }

    private GeminiUsage After(AnswerPart? part, bool isEnd)
    {
        (part is { IsThought: true } ? ref thought : ref written) += part?.Tokens ?? 0;
        return isEnd ? usage : usage with { Candidates = Math.Min(written, usage.Candidates), Thoughts = Math.Min(thought, usage.Thoughts) };
    }
}
