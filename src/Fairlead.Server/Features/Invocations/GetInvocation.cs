using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Identity;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Invocations;

/// <summary>Shows how an invocation stands: <c>GET /v1/ai/invoke/{id}</c>.</summary>
internal static class GetInvocation
{
    /// <summary>The one of Port's closed list of errors that all of ours come under; our words are in <c>message</c>.</summary>
    public const string InternalError = "internal_error";

    public static async Task<IResult> Endpoint(string id, Database database, HttpContext context, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        var found = await database.ReadAsync(connection => InvocationStore.Find(connection, id), cancellationToken);
        return found is not null && PrepareInvocation.IsVisible(found, caller)
            ? TypedResults.Json(new Reply(true, StateOf(found)), Wire.Options)
            : new ErrorResult(ApiErrors.InvocationNotFound(id));
    }

    private static State StateOf(StoredInvocation invocation) => new(
        invocation.Status,
        invocation.Response ?? invocation.ErrorMessage,
        invocation.ErrorMessage is null ? null : InternalError,
        invocation.Id,
        invocation.Agent);

    internal sealed record Reply(bool Ok, State Result);

    internal sealed record State(string Status, string? Message, string? Error, string InvocationIdentifier, string? SelectedAgent);
}
