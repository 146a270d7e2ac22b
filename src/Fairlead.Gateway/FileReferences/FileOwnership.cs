using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Ports;

namespace Fairlead.Gateway.FileReferences;

/// <summary>
/// Lets a request refer to its caller's own files alone, and only to those that its provider keeps: any other is not there, as it is not under <c>/v1/files</c>. The store
/// is asked when the body names a file, and at no other time.
/// </summary>
internal sealed class FileOwnership(IOwnedObjects owned)
{
    /// <summary>Looks at the files that the request refers to: they must be at the provider of the attempt.</summary>
    /// <returns>The first that is not the caller's, as an error; null when all of them are.</returns>
    public ValueTask<GatewayError?> CheckAsync(Attempt attempt, CancellationToken cancellationToken) =>
        attempt.Request is var request && request.Caller is { } caller && Places.Of(request.Operation) is { } top && FileMark.IsIn(request.Body)
            ? FindForeignAsync(attempt, caller, top, cancellationToken)
            : default;

    private async ValueTask<GatewayError?> FindForeignAsync(Attempt attempt, Principal caller, Place top, CancellationToken cancellationToken)
    {
        foreach (var id in FileReferenceReader.Read(attempt.Request.Body, top))
        {
            if (await owned.FindAsync(OwnedKinds.File, id, caller.Id, attempt.Provider.Identifier, cancellationToken) is null)
            {
                return GatewayErrors.NoSuchFile(id, "file_id");
            }
        }

        return null;
    }
}
