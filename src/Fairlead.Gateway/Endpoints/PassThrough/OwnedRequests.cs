using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Ports;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Endpoints.PassThrough;

/// <summary>What requests for owned objects have in common: who asks, whose it is, and the call to where it is kept.</summary>
internal sealed class OwnedRequests(KeyAuthentication authentication, GatewayPipeline pipeline, ProviderChoice providers, IOwnedObjects owned, TimeProvider time)
{
    /// <summary>Who asks; null when the request proves nothing, which has been answered.</summary>
    public async ValueTask<Principal?> AdmitAsync(HttpContext context)
    {
        var caller = await authentication.AuthenticateAsync(context.Request, context.RequestAborted);
        if (caller is null)
        {
            await ErrorWriter.WriteAsync(context, GatewayErrors.Unauthorized);
        }

        return caller;
    }

    /// <summary>The object that a principal names, and who keeps it; null when it has none of that id.</summary>
    public async ValueTask<(OwnedObject Object, ProviderSnapshot Provider)?> FindAsync(HttpContext context, Principal caller, string kind, string id) =>
        await owned.FindAsync(kind, id, caller.Id, ProviderChoice.Named(context.Request), context.RequestAborted) is { } found && providers.Find(found.Provider) is { } provider
            ? (found, provider)
            : null;

    /// <summary>Remembers what an upstream has made.</summary>
    public Task AddAsync(string kind, string id, ProviderSnapshot provider, Principal caller) =>
        owned.AddAsync(new OwnedObject(kind, id, provider.Identifier, caller.Id, time.GetUtcNow()), CancellationToken.None);

    /// <summary>Remembers what an upstream has made on the way, unless that is done.</summary>
    public async Task AddOnceAsync(string kind, string id, ProviderSnapshot provider, Principal caller)
    {
        if (await owned.FindAsync(kind, id, caller.Id, provider.Identifier, CancellationToken.None) is null)
        {
            await AddAsync(kind, id, provider, caller);
        }
    }

    /// <summary>Forgets an object.</summary>
    public Task RemoveAsync(OwnedObject gone) => owned.RemoveAsync(gone, CancellationToken.None);

    /// <summary>Calls the provider.</summary>
    public ValueTask<GatewayResult> SendAsync(HttpContext context, GatewayRequest request)
    {
        HeaderAllowList.Up(context.Request.Headers, request.Headers);
        return pipeline.ForwardAsync(request, context.RequestAborted);
    }

    /// <summary>Writes a result; what the upstream describes is looked at before the client sees it.</summary>
    public static async Task WriteAsync(HttpContext context, GatewayResult result, Func<ReadOnlyMemory<byte>, Task> look)
    {
        if (result.Answer is not { } answer)
        {
            await AnswerWriter.WriteAsync(context, result);
            return;
        }

        await using (answer)
        {
            var (body, failure) = await WholeAnswer.ReadAsync(answer);
            if (failure is not null)
            {
                await ErrorWriter.WriteAsync(context, GatewayErrors.Of(failure));
                return;
            }

            await look(body);
            await AnswerWriter.WriteAsync(context, answer, body);
        }
    }
}
