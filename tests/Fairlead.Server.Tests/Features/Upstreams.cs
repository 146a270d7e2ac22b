using Microsoft.AspNetCore.Http;

namespace Fairlead.Server.Tests.Features;

/// <summary>Answers that a test's upstream gives.</summary>
internal static class Upstreams
{
    /// <summary>Says nothing until the caller goes away.</summary>
    public static async Task SaysNothingAsync(HttpContext context)
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.RequestAborted.Register(left.SetResult);
        await left.Task;
    }

    /// <summary>Begins a stream, and says nothing more until the caller goes away.</summary>
    public static async Task SaysAndHoldsAsync(HttpContext context, string piece)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync(piece);
        await context.Response.Body.FlushAsync();
        await SaysNothingAsync(context);
    }

    /// <summary>Begins a stream, and breaks the connection.</summary>
    public static async Task SaysAndBreaksAsync(HttpContext context, string piece)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync(piece);
        await context.Response.Body.FlushAsync();
        context.Abort();
    }
}
