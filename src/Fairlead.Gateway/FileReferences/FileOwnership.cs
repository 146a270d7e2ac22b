using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Ports;

namespace Fairlead.Gateway.FileReferences;

/// <summary>
/// Lets a request refer to its caller's own files alone, and only to those that its provider keeps: any other is not there, as it is not under <c>/v1/files</c>. The store
/// is asked when the body names a file, and at no other time.
/// </summary>
internal sealed class FileOwnership(IOwnedObjects owned)
{
    /// <summary>Looks at the files that a request refers to; its provider is known.</summary>
    /// <returns>The first that is not the caller's, as an error; null when all of them are.</returns>
    public ValueTask<GatewayError?> CheckAsync(GatewayRequest request, CancellationToken cancellationToken) =>
        request.Caller is { } caller && Places.Of(request.Operation) is { } top && FileMark.IsIn(request.Body)
            ? FindForeignAsync(request, caller, top, cancellationToken)
            : default;

    private async ValueTask<GatewayError?> FindForeignAsync(GatewayRequest request, Principal caller, Place top, CancellationToken cancellationToken)
    {
        foreach (var id in FileReferenceReader.Read(request.Body, top))
        {
            if (await owned.FindAsync(OwnedKinds.File, id, caller.Id, request.Provider.Identifier, cancellationToken) is null)
            {
                return GatewayErrors.NoSuchFile(id, "file_id");
            }
        }

        return null;
    }
}
