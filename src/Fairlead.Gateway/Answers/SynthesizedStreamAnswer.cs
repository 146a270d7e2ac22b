using System.Buffers;
using System.Text.Json;
using Fairlead.Gateway.Attempts;
using Fairlead.Protocols;
using Fairlead.Protocols.OpenAI;
using Fairlead.Protocols.OpenAI.Chat;

namespace Fairlead.Gateway.Answers;

/// <summary>The stream made of a whole answer, for a model that cannot stream.</summary>
internal sealed class SynthesizedStreamAnswer(Attempt attempt, UpstreamBody body) : UpstreamAnswer(attempt, body)
{
    private const int MaxAnswer = 64 << 20;
    private readonly UsageScanner scanner = new();
    private bool isWritten;

    public override string ContentType => "text/event-stream; charset=utf-8";

    public override bool IsEventStream => true;

    public override Usage? Usage => scanner.Usage;

    private protected override async ValueTask<ReadOnlyMemory<byte>> NextAsync()
    {
        if (isWritten)
        {
            return default;
        }

        isWritten = true;
        var whole = new ArrayBufferWriter<byte>(4096);
        for (var piece = await Body.ReadAsync(); !piece.IsEmpty && whole.WrittenCount <= MaxAnswer; piece = await Body.ReadAsync())
        {
            whole.Write(piece.Span);
        }

        scanner.Scan(whole.WrittenSpan);
        Text?.Add(whole.WrittenSpan);
        Failure = Body.Failure;
        return Failure is null ? Write(whole.WrittenMemory) : default;
    }

    private ReadOnlyMemory<byte> Write(ReadOnlyMemory<byte> answer)
    {
        var events = new ArrayBufferWriter<byte>(answer.Length + 512);
        try
        {
            using var document = JsonDocument.Parse(answer);
            if (ChatAnswerStreamer.TryWrite(document.RootElement, Request.Outline.IsUsageIncluded, events))
            {
                return events.WrittenMemory;
            }
        }
        catch (JsonException)
        {
            // Said below: half a document and a document of another shape are the same to the client.
        }

        Failure = new AttemptFailure(FailureKind.NotOpenAIShaped, $"The upstream of provider '{Attempt.Provider.Identifier}' answered with something that is not a chat completion.");
        return default;
    }
}
