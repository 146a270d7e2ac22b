using System.Text;
using Fairlead.Gateway.KeptResponses;
using Fairlead.Gateway.Ports;
using Fairlead.Server.Platform.Encryption;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Responses;

/// <summary>The responses that are kept: those that wait to be written, and then those of the table. Contents are sealed.</summary>
internal sealed class ResponseStore(Database database, Vault vault, PendingResponses pending, ResponseOptions options, TimeProvider time) : IResponseStore
{
    /// <summary>What an input is sealed for.</summary>
    public const string InputPurpose = "response-input";

    /// <summary>What a response is sealed for.</summary>
    public const string BodyPurpose = "response";

    public void Keep(KeptResponse response) => pending.Add(response);

    public async ValueTask<KeptResponse?> FindAsync(string id, string owner, CancellationToken cancellationToken)
    {
        if (pending.Find(id, owner) is { } waiting)
        {
            return waiting;
        }

        var now = Micros.Now(time);
        return await database.ReadAsync(connection => ResponseTable.Find(connection, id, owner, now), cancellationToken) is { } row ? Open(row) : null;
    }

    // First out of those that wait: the writer looks there once more, inside the same lock as the deletion.
    public async ValueTask DeleteAsync(string id, string owner, CancellationToken cancellationToken)
    {
        pending.Remove(id, owner);
        await database.WriteAsync(connection => ResponseTable.Delete(connection, id, owner), cancellationToken);
    }

    /// <summary>Writes responses that have waited, but for those that were deleted meanwhile.</summary>
    public async Task WriteAsync(IReadOnlyList<KeptResponse> responses, CancellationToken cancellationToken)
    {
        var rows = responses.Select(response => (Response: response, Row: Seal(response))).ToList();
        await database.WriteAsync(
            connection => rows.FindAll(entry => pending.Holds(entry.Response)).ForEach(entry => ResponseTable.Save(connection, entry.Row)), cancellationToken);
    }

    private ResponseRow Seal(KeptResponse response) => new(
        response.Id,
        response.Owner,
        response.Provider,
        response.Follows,
        Seal(InputPurpose, response.Id, response.Input),
        Seal(BodyPurpose, response.Id, response.Body),
        Micros.Of(response.CreatedAt),
        Micros.Of(response.CreatedAt.AddDays(options.RetentionDays)));

    private string? Seal(string purpose, string id, ReadOnlyMemory<byte> json) => json.IsEmpty ? null : vault.Seal(purpose, id, Encoding.UTF8.GetString(json.Span));

    private KeptResponse Open(ResponseRow row) => new(row.Id, row.Owner, row.Provider, Micros.ToTime(row.CreatedAt))
    {
        Follows = row.Follows,
        Input = Open(InputPurpose, row.Id, row.SealedInput),
        Body = Open(BodyPurpose, row.Id, row.SealedBody),
    };

    private byte[] Open(string purpose, string id, string? text) => text is null ? [] : Encoding.UTF8.GetBytes(vault.Open(purpose, id, text));
}
