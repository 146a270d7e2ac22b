using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Invocations;

/// <summary>
/// Port's event stream: <c>invocationIdentifier</c> first, an <c>execution</c> for each finished turn, <c>error</c> on failure, <c>done</c> last; token by token
/// as well when deltas are asked for. LF line ends, and the space after the colon: Port's own client needs both.
/// </summary>
internal sealed class InvocationStream(Invocation invocation, InvocationQuota quota, bool withDeltas, TimeProvider time) : IResult
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    // Those of event streams, and no others: WHATWG HTML, section 9.2.5.
    private static readonly string[] LineEnds = ["\r\n", "\n", "\r"];
    private readonly Channel<InvocationEvent> events = Channel.CreateUnbounded<InvocationEvent>(new UnboundedChannelOptions { SingleReader = true });

    private long lastWrite = time.GetTimestamp();

    /// <summary>Where the run tells what happens.</summary>
    public ChannelWriter<InvocationEvent> Events => events.Writer;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        await WriteAsync(response, "invocationIdentifier", invocation.Id);
        while (await WaitAsync(response))
        {
            while (events.Reader.TryRead(out var happened))
            {
                await WriteAsync(response, happened);
            }
        }
    }

    // Silence is what the client hears: events that it did not ask for do not break it.
    private async Task<bool> WaitAsync(HttpResponse response)
    {
        var next = events.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
        while (true)
        {
            var left = Silence - time.GetElapsedTime(lastWrite);
            try
            {
                return await next.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
            }
            catch (TimeoutException)
            {
                await WriteAsync(response, ": keep-alive\n\n"u8.ToArray());
            }
        }
    }

    private async Task WriteAsync(HttpResponse response, InvocationEvent happened)
    {
        switch (happened)
        {
            case InvocationEvent.Delta delta when withDeltas:
                await WriteAsync(response, "execution_delta", JsonSerializer.Serialize(new DeltaData(delta.Text), Wire.Options));
                break;
            case InvocationEvent.Execution execution:
                await WriteAsync(response, "execution", execution.Text);
                break;
            case InvocationEvent.Failure failure:
                await WriteAsync(response, "error", JsonSerializer.Serialize(new ErrorData(failure.Error.Name, failure.Error.Message, failure.Error.Details), Wire.Options));
                break;
            case InvocationEvent.Done done:
                await WriteAsync(response, "done", JsonSerializer.Serialize(await DoneOfAsync(done.Result), Wire.Options));
                break;
        }
    }

    private async Task<DoneData> DoneOfAsync(InvocationResult result) => new(
        quota.Rate(), await quota.MonthlyAsync(CancellationToken.None), result.Status, result.Usage, invocation.Deployment.Provider.Identifier, invocation.Deployment.Model);

    private Task WriteAsync(HttpResponse response, string name, string data)
    {
        var text = new StringBuilder("event: ").Append(name).Append('\n');
        foreach (var line in data.Split(LineEnds, StringSplitOptions.None))
        {
            text.Append("data: ").Append(line).Append('\n');
        }

        return WriteAsync(response, Encoding.UTF8.GetBytes(text.Append('\n').ToString()));
    }

    private async Task WriteAsync(HttpResponse response, byte[] bytes)
    {
        lastWrite = time.GetTimestamp();
        await response.BodyWriter.WriteAsync(bytes, CancellationToken.None);
    }

    private sealed record DeltaData(string Text);

    private sealed record ErrorData(string Error, string Message, object? Details);

    private sealed record DoneData(
        RateLimitUsage RateLimitUsage, MonthlyQuotaUsage MonthlyQuotaUsage, string Status, InvocationUsage Usage, string Provider, string Model);
}
