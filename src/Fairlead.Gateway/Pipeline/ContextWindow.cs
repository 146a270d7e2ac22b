using System.Buffers;
using System.Globalization;
using System.Text;
using Fairlead.Gateway.Catalog;
using Fairlead.Protocols.OpenAI;

namespace Fairlead.Gateway.Pipeline;

/// <summary>
/// Tells whether an input can fit a model's context window. A token is at least one byte, so an input of fewer bytes than the window has tokens
/// always fits; only a longer one is counted, with the o200k vocabulary, and only its text.
/// </summary>
public static class ContextWindow
{
    /// <summary>The number of tokens of an input that cannot fit; 0 for one that can. They are counted once for a request, whichever deployments it is held against.</summary>
    public static async ValueTask<int> ExcessAsync(GatewayRequest request, int? contextWindow)
    {
        var input = request.Outline[request.Operation is Operation.Embeddings or Operation.Responses or Operation.Compaction ? RequestField.Input : RequestField.Messages];
        if (contextWindow is not { } window || request.Body.Length <= window || !input.IsPresent)
        {
            return 0;
        }

        // Counting takes milliseconds: never on a thread that carries other requests' sockets.
        if (request.InputTokens is null && await CountAsync(request.Body.Slice(input.Start, input.Length), window) is > 0 and var counted)
        {
            request.InputTokens = counted; // That they need no counting for this window says nothing of a smaller one.
        }

        return request.InputTokens > window ? request.InputTokens.Value : 0;
    }

    /// <summary>The number of tokens of texts that cannot fit; 0 for texts that can.</summary>
    public static int Excess(int window, IReadOnlyCollection<string> texts)
    {
        if (texts.Sum(static text => (long)text.Length * 3) <= window)
        {
            return 0;
        }

        var tokens = texts.Sum(Count);
        return tokens > window ? tokens : 0;
    }

    /// <summary>
    /// Anthropic's count of a request for a model whose vendor has none: the tokens of its input's texts in the o200k vocabulary, which is an estimate.
    /// </summary>
    public static async ValueTask<byte[]> CountAsync(ReadOnlySequence<byte> body)
    {
        var tokens = await Task.Run(() => InputTexts.Count(body, Operation.CountTokens));
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"input_tokens\":{tokens}}}"));
    }

    // Not counted to the end when even one token per three letters fits.
    private static Task<int> CountAsync(ReadOnlySequence<byte> input, int window) => Task.Run(() =>
    {
        var texts = InputTexts.Of(input);
        return texts.Sum(static text => (long)text.Length * 3) <= window ? 0 : texts.Sum(Count);
    });

    /// <summary>The number of tokens of a text in the o200k vocabulary.</summary>
    public static int Count(string text) => Tokens.Count(text);
}
