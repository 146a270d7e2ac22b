using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fairlead.Testing;

/// <summary>An upstream that answers as a test tells it to, bytes and all, and remembers what it was asked.</summary>
internal sealed class ScriptedUpstream : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Channel<Seen> arrivals = Channel.CreateUnbounded<Seen>();
    private readonly ConcurrentQueue<Seen> seen = new();
    private int answering;

    private ScriptedUpstream(WebApplication app, RequestDelegate answer)
    {
        this.app = app;
        Answer = answer;
    }

    /// <summary>What it answers; may be changed at any time.</summary>
    public RequestDelegate Answer { get; set; }

    /// <summary>Whether it reads a body before it answers; otherwise the answer reads it, and the request is seen as it begins.</summary>
    public bool ReadsBodies { get; set; } = true;

    /// <summary>What a provider takes as its base URL.</summary>
    public string BaseUrl => app.Urls.First() + "/v1";

    /// <summary>What it was asked, in order.</summary>
    public IReadOnlyList<Seen> Requests => [.. seen];

    /// <summary>How many requests have arrived and are not answered to the end.</summary>
    public int Answering => Volatile.Read(ref answering);

    /// <summary>The next request that arrives, or has arrived and was not waited for.</summary>
    public ValueTask<Seen> NextAsync(CancellationToken cancellationToken) => arrivals.Reader.ReadAsync(cancellationToken);

    /// <summary>Starts an upstream.</summary>
    public static async Task<ScriptedUpstream> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(static options => options.Limits.MaxRequestBodySize = null);
        var app = builder.Build();
        var upstream = new ScriptedUpstream(app, answer);
        app.Run(upstream.HandleAsync);
        await app.StartAsync();
        return upstream;
    }

    /// <summary>An answer of a status, a media type and a body.</summary>
    public static RequestDelegate Says(int status, string contentType, string body) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(body);
    };

    /// <summary>A chat completion that says a text.</summary>
    public static RequestDelegate SaysCompletion(string text) => Says(200, "application/json", Completion(text));

    /// <summary>A chat completion's body.</summary>
    public static string Completion(string text) =>
        $$$"""{"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":{{{System.Text.Json.JsonSerializer.Serialize(text)}}}},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}""";

    /// <summary>The events of a streamed completion that says a text word by word, with a usage chunk.</summary>
    public static string Stream(string text)
    {
        var chunks = text.Split(' ').Select((word, index) => Chunk($$$"""[{"index":0,"delta":{"content":{{{System.Text.Json.JsonSerializer.Serialize(index == 0 ? word : " " + word)}}}},"finish_reason":null}]"""));
        return string.Concat(chunks)
            + Chunk("""[{"index":0,"delta":{},"finish_reason":"stop"}]""")
            + """data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}""" + "\n\n"
            + "data: [DONE]\n\n";
    }

    /// <summary>A stream's body in whole or in pieces, each flushed.</summary>
    public static RequestDelegate SaysStream(params string[] pieces) => async context =>
    {
        context.Response.ContentType = "text/event-stream";
        foreach (var piece in pieces)
        {
            await context.Response.WriteAsync(piece);
            await context.Response.Body.FlushAsync();
        }
    };

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    private static string Chunk(string choices) =>
        $$"""data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m","choices":{{choices}},"usage":null}""" + "\n\n";

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await (ReadsBodies ? context.Request.Body.CopyToAsync(body) : Task.CompletedTask);
        var request = new Seen(
            context.Request.Method,
            context.Request.Path,
            context.Request.QueryString.Value!,
            context.Request.Headers.ToDictionary(static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray(),
            context.RequestAborted);
        seen.Enqueue(request);
        arrivals.Writer.TryWrite(request);
        Interlocked.Increment(ref answering);
        try
        {
            await Answer(context);
        }
        finally
        {
            Interlocked.Decrement(ref answering);
        }
    }

    /// <summary>A request as it arrived.</summary>
    /// <param name="Method">Its method.</param>
    /// <param name="Path">Its path.</param>
    /// <param name="Query">Its query, with the question mark.</param>
    /// <param name="Headers">Its headers.</param>
    /// <param name="Body">Its bytes.</param>
    /// <param name="Aborted">Cancelled when its sender goes away.</param>
    internal sealed record Seen(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, byte[] Body, CancellationToken Aborted)
    {
        /// <summary>The body as text.</summary>
        public string Text => System.Text.Encoding.UTF8.GetString(Body);
    }
}
