using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Tests.Caching;

/// <summary>An upstream's stream that a test lets go on piece by piece; a null piece cuts it off.</summary>
internal sealed class GatedStream
{
    private readonly Channel<string?> pieces = Channel.CreateUnbounded<string?>();

    /// <summary>Cancelled when the gateway gives the call up.</summary>
    public TaskCompletionSource GivenUp { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>An event of a chat stream.</summary>
    public static string Event(string text) => $$$"""data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"{{{text}}}"},"finish_reason":null}]}""" + "\n\n";

    public void Say(string piece) => pieces.Writer.TryWrite(piece);

    public void Cut() => pieces.Writer.TryWrite(null);

    public void End() => pieces.Writer.TryComplete();

    public async Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        try
        {
            await foreach (var piece in pieces.Reader.ReadAllAsync(context.RequestAborted))
            {
                if (piece is null)
                {
                    context.Abort();
                    return;
                }

                await context.Response.WriteAsync(piece);
                await context.Response.Body.FlushAsync();
            }
        }
        catch (OperationCanceledException)
        {
            GivenUp.TrySetResult();
        }
    }
}
