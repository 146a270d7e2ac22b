using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Endpoints;

/// <summary>What the routes that go upstream have in common: admission, the body, the pipeline, and the answer.</summary>
public sealed class UpstreamOperation(KeyAuthentication authentication, GatewayPipeline pipeline, GatewayOptions options, BufferedBytes buffered, TimeProvider time)
{
    /// <summary>The header with which a client would rather be refused than lose a field.</summary>
    public const string StrictHeader = "x-fairlead-strict";

    /// <summary>Handles a request for an operation.</summary>
    public async Task HandleAsync(HttpContext context, Operation operation)
    {
        var clientLeft = context.RequestAborted;
        if (await authentication.AuthenticateAsync(context.Request, clientLeft) is not { } caller)
        {
            await ErrorWriter.WriteAsync(context, GatewayErrors.Unauthorized);
            return;
        }

        using var body = new RequestBody(context, options, buffered);
        if (await body.ReadAsync(clientLeft) is { } refused)
        {
            await ErrorWriter.WriteAsync(context, refused);
            return;
        }

        var request = new GatewayRequest { Operation = operation, Body = body.Bytes, Caller = caller, ContentType = context.Request.ContentType, IsStrict = IsStrict(context.Request) };
        HeaderAllowList.Up(context.Request.Headers, request.Headers);
        var result = await pipeline.SendAsync(request, clientLeft);
        body.Dispose();
        await WriteAsync(context, result, request);
    }

    private static bool IsStrict(HttpRequest request) => request.Headers.TryGetValue(StrictHeader, out var strict) && strict.ToString().Equals("true", StringComparison.OrdinalIgnoreCase);

    private async Task WriteAsync(HttpContext context, GatewayResult result, GatewayRequest request)
    {
        if (result.Answer is { } answer)
        {
            await using (answer)
            {
                await AnswerWriter.WriteAsync(context, answer, options, time);
            }
        }
        else if (result.Refusal is { } refusal)
        {
            await ErrorWriter.WriteAsync(context, refusal);
        }
        else if (result.Failure is { } failure)
        {
            await AnswerWriter.WriteAsync(context, failure, request.Translation is not null);
        }
        else if (!result.Own.IsEmpty)
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = result.Own.Length;
            await context.Response.Body.WriteAsync(result.Own, context.RequestAborted);
        }
    }
}
