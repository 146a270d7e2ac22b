using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Ports;

namespace Fairlead.Gateway.Endpoints.PassThrough;

/// <summary>The files that a batch makes: their owner learns of them from the batch's description, and so does the gateway.</summary>
internal static class BatchFiles
{
    /// <summary>Remembers the files that a batch's description names.</summary>
    public static async Task AddAsync(OwnedRequests requests, ReadOnlyMemory<byte> batch, ProviderSnapshot provider, Principal owner)
    {
        foreach (var name in (string[])["output_file_id", "error_file_id"])
        {
            if (TopLevel.Text(batch.Span, name) is { Length: > 0 } id)
            {
                await requests.AddOnceAsync(OwnedKinds.File, id, provider, owner);
            }
        }
    }
}
