using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Ports;
using Fairlead.Gateway.Uploads;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Endpoints.PassThrough;

/// <summary>The operations that take a form with a file in it: its model says who serves it.</summary>
internal sealed class UploadOperation(KeyAuthentication authentication, GatewayPipeline pipeline, GatewayOptions options, ISpool spool)
{
    public async Task HandleAsync(HttpContext context, Operation operation, string path)
    {
        var clientLeft = context.RequestAborted;
        if (await authentication.AuthenticateAsync(context.Request, clientLeft) is not { } caller)
        {
            await ErrorWriter.WriteAsync(context, GatewayErrors.Unauthorized);
            return;
        }

        if (Upload.TryCreate(context, options, "model", out var upload) is { } refused)
        {
            await ErrorWriter.WriteAsync(context, refused);
            return;
        }

        await using (upload)
        {
            if (await upload!.FindModelAsync(spool, clientLeft) is { } unreadable)
            {
                await ErrorWriter.WriteAsync(context, unreadable);
                return;
            }

            var request = new GatewayRequest { Operation = operation, Path = path, Body = default, Upload = upload, Caller = caller, Tags = RoutingHeaders.TagsOf(context.Request.Headers), TakesAnyBytes = operation == Operation.Audio };
            HeaderAllowList.Up(context.Request.Headers, request.Headers);
            await AnswerWriter.WriteAsync(context, await pipeline.ForwardAsync(request, clientLeft), request);
        }
    }
}
