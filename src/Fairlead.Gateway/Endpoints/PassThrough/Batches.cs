using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Ports;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Endpoints.PassThrough;

/// <summary>
/// <c>/v1/batches</c>. A batch runs where its input file is kept, and the files that it makes belong to its owner.
/// Source: https://platform.openai.com/docs/api-reference/batch
/// </summary>
internal sealed class Batches(OwnedRequests requests, OwnedLists lists, GatewayOptions options, BufferedBytes buffered)
{
    private const string InputFile = "input_file_id";

    public async Task CreateAsync(HttpContext context)
    {
        if (await requests.AdmitAsync(context) is not { } caller)
        {
            return;
        }

        if (caller.Models is not null)
        {
            await ErrorWriter.WriteAsync(context, GatewayErrors.BatchNotAllowed);
            return;
        }

        using var body = new RequestBody(context, options, buffered);
        if (await body.ReadAsync(context.RequestAborted) is { } refused)
        {
            await ErrorWriter.WriteAsync(context, refused);
        }
        else if (!TopLevel.TryReadText(body.Contiguous.Span, InputFile, out var input) || input is null)
        {
            await ErrorWriter.WriteAsync(context, GatewayErrors.NoInputFile);
        }
        else if (await requests.FindAsync(context, caller, OwnedKinds.File, input) is not { } file)
        {
            await ErrorWriter.WriteAsync(context, GatewayErrors.NoSuchFile(input, InputFile));
        }
        else
        {
            var request = new GatewayRequest { Operation = Operation.Batches, Body = body.Bytes, ContentType = context.Request.ContentType, Provider = file.Provider, Caller = caller };
            var result = await requests.SendAsync(context, request);
            await OwnedRequests.WriteAsync(context, result, made => AddAsync(made, file.Provider, caller));
        }
    }

    public Task ListAsync(HttpContext context) => lists.WriteAsync(context, OwnedKinds.Batch, Operation.Batches);

    public Task GetAsync(HttpContext context) => CallAsync(context, HttpMethod.Get, string.Empty);

    public Task CancelAsync(HttpContext context) => CallAsync(context, HttpMethod.Post, "/cancel");

    private async Task CallAsync(HttpContext context, HttpMethod method, string path)
    {
        if (await requests.AdmitAsync(context) is not { } caller)
        {
            return;
        }

        var id = (string)context.Request.RouteValues["id"]!;
        if (await requests.FindAsync(context, caller, OwnedKinds.Batch, id) is not { } batch)
        {
            await ErrorWriter.WriteAsync(context, GatewayErrors.NoSuchBatch(id));
            return;
        }

        var request = new GatewayRequest
        {
            Operation = Operation.Batches,
            Method = method,
            Path = $"/{Uri.EscapeDataString(id)}{path}",
            Body = default,
            Provider = batch.Provider,
            Caller = caller,
        };
        await OwnedRequests.WriteAsync(context, await requests.SendAsync(context, request), seen => BatchFiles.AddAsync(requests, seen, batch.Provider, caller));
    }

    private async Task AddAsync(ReadOnlyMemory<byte> made, ProviderSnapshot provider, Principal caller)
    {
        if (TopLevel.Text(made.Span, "id") is { } id)
        {
            await requests.AddAsync(OwnedKinds.Batch, id, provider, caller);
            await BatchFiles.AddAsync(requests, made, provider, caller);
        }
    }
}
