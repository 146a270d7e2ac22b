using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Ports;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Endpoints.PassThrough;

/// <summary>
/// Lists of owned objects: the upstream's own list, read part by part and filtered, until the page is full, every object of the principal has been seen, or the list
/// ends. So <c>limit</c> and <c>after</c> count what the principal sees, and the items are the upstream's, up to date.
/// </summary>
internal sealed class OwnedLists(OwnedRequests requests, ProviderChoice providers, IOwnedObjects owned)
{
    public async Task WriteAsync(HttpContext context, string kind, Operation operation)
    {
        if (await requests.AdmitAsync(context) is not { } caller)
        {
            return;
        }

        var invalid = ListQuery.TryRead(context.Request.Query, operation, out var query);
        var problem = providers.TryChoose(context.Request, operation, out var provider) ?? invalid;
        if (problem is not null)
        {
            await ErrorWriter.WriteAsync(context, problem);
            return;
        }

        var own = await owned.ListAsync(kind, caller.Id, provider.Identifier, context.RequestAborted);
        if (query.After is { } after && !own.Contains(after))
        {
            await ErrorWriter.WriteAsync(context, kind == OwnedKinds.File ? GatewayErrors.NoSuchFile(after, "after") : GatewayErrors.NoSuchBatch(after));
            return;
        }

        var page = new OwnedPage(own, query.Limit);
        if (await FillAsync(context, page, query, operation, provider, caller))
        {
            await WriteAsync(context, page, kind, provider, caller);
        }
    }

    private async ValueTask<bool> FillAsync(HttpContext context, OwnedPage page, ListQuery query, Operation operation, ProviderSnapshot provider, Principal caller)
    {
        while (page.IsOpen)
        {
            var request = new GatewayRequest
            {
                Operation = operation,
                Method = HttpMethod.Get,
                Query = query.Upstream(operation == Operation.Files ? 1000 : 100, page.Cursor ?? query.After),
                Body = default,
                Provider = provider,
                Caller = caller,
            };
            var result = await requests.SendAsync(context, request);
            if (result.Answer is not { } answer)
            {
                await AnswerWriter.WriteAsync(context, result);
                return false;
            }

            await using (answer)
            {
                var (body, failure) = await WholeAnswer.ReadAsync(answer);
                if (failure is not null || !page.TryAdd(body))
                {
                    failure ??= new AttemptFailure(FailureKind.NotOpenAIShaped, $"The upstream of provider '{provider.Identifier}' answered with something that is not a list.");
                    await ErrorWriter.WriteAsync(context, GatewayErrors.Of(failure));
                    return false;
                }
            }
        }

        return true;
    }

    private async Task WriteAsync(HttpContext context, OwnedPage page, string kind, ProviderSnapshot provider, Principal caller)
    {
        foreach (var batch in kind == OwnedKinds.Batch ? page.Items : [])
        {
            await BatchFiles.AddAsync(requests, batch, provider, caller);
        }

        var body = page.Write();
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
