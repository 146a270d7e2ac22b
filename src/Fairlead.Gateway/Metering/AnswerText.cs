using System.Buffers;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Pipeline;
using Fairlead.Protocols;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.Streaming;

namespace Fairlead.Gateway.Metering;

/// <summary>
/// A request's body and its answer's text, kept to be counted at the end because the upstream may not say what they cost. Kept within bounds: what does not
/// fit is not counted at all.
/// </summary>
internal sealed class AnswerText : IDisposable
{
    private const int MaxInput = 16 << 20;
    private const int MaxOutput = 1 << 20;

    private readonly TextBudget budget;
    private readonly Operation operation;
    private readonly Dialect? dialect;
    private readonly string id;
    private readonly PooledBuffer input = new();
    private readonly PooledBuffer whole = new();
    private readonly OutputText output;
    private IReplyStreamReader? reader;
    private long taken;
    private int written;
    private bool isTooLong;

    /// <summary>Takes a copy of the body; it goes when the answer's first byte has come.</summary>
    public AnswerText(Attempt attempt, TextBudget budget)
    {
        this.budget = budget;
        operation = attempt.Request.Operation;
        dialect = attempt.Endpoint?.Dialect ?? operation.DialectOf();
        id = attempt.Request.Id;
        output = new OutputText(TakeOutput);
        var body = attempt.Request.Body;
        if (body.Length > MaxInput || !Take((int)body.Length))
        {
            isTooLong = true;
            return;
        }

        foreach (var segment in body)
        {
            input.Write(segment.Span);
        }
    }

    /// <summary>Hears what the answer says, where a reader tells it anyway.</summary>
    public IReplySink Output => output;

    /// <summary>The next piece of a whole answer in the upstream's dialect.</summary>
    public void Add(ReadOnlySpan<byte> piece)
    {
        if (operation != Operation.Embeddings && TakeOutput(piece.Length))
        {
            whole.Write(piece);
        }
    }

    /// <summary>An event of a stream that passes through, where nobody else reads its text.</summary>
    public void Read(ReadOnlyMemory<byte> whole)
    {
        var data = ServerSentEvents.Data(whole);
        if (operation != Operation.Completions)
        {
            reader ??= Codecs.Of(dialect ?? Dialect.Chat).CreateStreamReader(id);
            reader.Read(ServerSentEvents.Name(whole.Span), data, output);
        }
        else if (JsonSlice.TryParse(data, out var chunk))
        {
            ReadCompletion(chunk);
        }
    }

    /// <summary>Counts all of it; takes milliseconds for 100 KB.</summary>
    /// <returns>The tokens; null when something did not fit, or is not in the shape of its dialect.</returns>
    public Usage? Count()
    {
        if (isTooLong || (whole.Count > 0 && !ReadWhole()))
        {
            return null;
        }

        var (all, reasoning) = output.Count();
        return new Usage(InputTexts.Count(new ReadOnlySequence<byte>(input.WrittenMemory), operation), all, 0, reasoning);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        input.Dispose();
        whole.Dispose();
        output.Dispose();
        budget.Release(taken);
        taken = 0;
    }

    private bool ReadWhole()
    {
        if (!JsonSlice.TryParse(whole.WrittenMemory, out var answer))
        {
            return false;
        }

        if (operation != Operation.Completions)
        {
            return dialect is { } of && Codecs.Of(of).ReplyReader.TryRead(answer, output);
        }

        ReadCompletion(answer);
        return true;
    }

    private void ReadCompletion(JsonSlice completion)
    {
        foreach (var choice in completion["choices"u8].Items)
        {
            output.Add((int)(choice["index"u8].AsInt64() ?? 0), choice["text"u8]);
        }
    }

    private bool TakeOutput(int bytes)
    {
        if (isTooLong || written + bytes > MaxOutput || !Take(bytes))
        {
            isTooLong = true;
            return false;
        }

        written += bytes;
        return true;
    }

    private bool Take(int bytes)
    {
        if (!budget.TryTake(bytes))
        {
            return false;
        }

        taken += bytes;
        return true;
    }
}
