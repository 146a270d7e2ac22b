using System.Buffers;
using System.Text.Json;
using Fairlead.Gateway.Answers;
using Fairlead.Gateway.Attempts;
using Fairlead.Protocols.OpenAI.Chat;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Invocations;

/// <summary>An answer that came whole although a stream was asked for, which some servers do, as the stream that a chat client reads.</summary>
internal static class WholeAnswer
{
    private const int MaxAnswer = 64 << 20;

    /// <summary>The answer's events.</summary>
    /// <exception cref="UpstreamCallException">It is no chat completion, or it broke off.</exception>
    public static async Task<byte[]> ReadAsync(Answer answer, string provider)
    {
        var whole = new ArrayBufferWriter<byte>(4096);
        for (var piece = await answer.ReadAsync(); !piece.IsEmpty && whole.WrittenCount <= MaxAnswer; piece = await answer.ReadAsync())
        {
            whole.Write(piece.Span);
        }

        if (answer.Failure is { } failure)
        {
            throw new UpstreamCallException(ApiErrors.Upstream(failure));
        }

        var events = new ArrayBufferWriter<byte>(whole.WrittenCount + 512);
        return IsWritten(whole.WrittenMemory, events) ? events.WrittenSpan.ToArray() : throw new UpstreamCallException(ApiErrors.Upstream(
            new AttemptFailure(FailureKind.NotOpenAIShaped, $"The upstream of provider '{provider}' answered with something that is not a chat completion.")));
    }

    private static bool IsWritten(ReadOnlyMemory<byte> json, ArrayBufferWriter<byte> events)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return ChatAnswerStreamer.TryWrite(document.RootElement, includeUsage: true, events);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
