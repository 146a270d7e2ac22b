using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Ports;
using Fairlead.Gateway.Uploads;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Endpoints.PassThrough;

/// <summary>
/// <c>/v1/files</c>. A file belongs to the principal that made it and stays at the provider that took it; for everyone else it is not there.
/// Source: https://platform.openai.com/docs/api-reference/files
/// </summary>
internal sealed class Files(OwnedRequests requests, OwnedLists lists, ProviderChoice providers, GatewayOptions options)
{
    public async Task CreateAsync(HttpContext context)
    {
        if (await requests.AdmitAsync(context) is not { } caller)
        {
            return;
        }

        var problem = providers.TryChoose(context.Request, Operation.Files, out var provider);
        Upload? upload = null;
        problem ??= Upload.TryCreate(context, options, null, out upload);
        if (problem is not null)
        {
            await ErrorWriter.WriteAsync(context, problem);
            return;
        }

        await using (upload)
        {
            var request = new GatewayRequest { Operation = Operation.Files, Body = default, Upload = upload, Provider = provider, Caller = caller };
            var result = await requests.SendAsync(context, request);
            await OwnedRequests.WriteAsync(context, result, body => TopLevel.Text(body.Span, "id") is { } id ? requests.AddAsync(OwnedKinds.File, id, provider, caller) : Task.CompletedTask);
        }
    }

    public Task ListAsync(HttpContext context) => lists.WriteAsync(context, OwnedKinds.File, Operation.Files);

    public Task GetAsync(HttpContext context) => PassAsync(context, HttpMethod.Get, string.Empty);

    public Task ContentAsync(HttpContext context) => PassAsync(context, HttpMethod.Get, "/content");

    public async Task DeleteAsync(HttpContext context)
    {
        if (await FindAsync(context) is not { } file)
        {
            return;
        }

        var result = await requests.SendAsync(context, RequestOf(file, HttpMethod.Delete, string.Empty));
        if (result.Failure is { Kind: FailureKind.NotFound })
        {
            await requests.RemoveAsync(file.Object); // It is gone already: it has expired.
        }

        await OwnedRequests.WriteAsync(context, result, _ => requests.RemoveAsync(file.Object));
    }

    private async Task PassAsync(HttpContext context, HttpMethod method, string path)
    {
        if (await FindAsync(context) is { } file)
        {
            await AnswerWriter.WriteAsync(context, await requests.SendAsync(context, RequestOf(file, method, path)));
        }
    }

    private async ValueTask<(OwnedObject Object, ProviderSnapshot Provider, Principal Caller)?> FindAsync(HttpContext context)
    {
        if (await requests.AdmitAsync(context) is not { } caller)
        {
            return null;
        }

        var id = (string)context.Request.RouteValues["id"]!;
        if (await requests.FindAsync(context, caller, OwnedKinds.File, id) is { } found)
        {
            return (found.Object, found.Provider, caller);
        }

        await ErrorWriter.WriteAsync(context, GatewayErrors.NoSuchFile(id));
        return null;
    }

    private static GatewayRequest RequestOf((OwnedObject Object, ProviderSnapshot Provider, Principal Caller) file, HttpMethod method, string path) => new()
    {
        Operation = Operation.Files,
        Method = method,
        Path = $"/{Uri.EscapeDataString(file.Object.Id)}{path}",
        Body = default,
        Provider = file.Provider,
        Caller = file.Caller,
        TakesAnyBytes = path.Length > 0,
    };
}
