using System.Globalization;
using System.Text.Json;
using Fairlead.Gateway.Admission;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Identity;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Invocations;

/// <summary>Lists invocations' records, newest first; a Member sees its own.</summary>
internal static class ListInvocations
{
    public static async Task<IResult> Endpoint([AsParameters] InvocationPage page, Database database, HttpContext context, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        var (time, id) = page.AfterInvocation;
        var filter = new InvocationFilter(
            caller.Role == Role.Admin ? null : caller.Id, page.Agent, page.Status, LabelMember(page.Label), page.From is { } first ? Micros.Of(first) : null, page.To is { } last ? Micros.Of(last) : null, time, id);
        var fetched = await database.ReadAsync(connection => InvocationStore.List(connection, filter, page.Fetch), cancellationToken);
        var (items, next) = page.Cut(fetched, static invocation => string.Create(CultureInfo.InvariantCulture, $"{invocation.AskedAt} {invocation.Id}"));
        return TypedResults.Json(new Reply(true, [.. items.Select(static invocation => invocation.ToRecord())], next), Wire.Options);
    }

    // Labels are stored as a JSON object: the member is looked for as it is written there.
    private static string? LabelMember(string? label)
    {
        if (label is null)
        {
            return null;
        }

        var split = label.IndexOf('=', StringComparison.Ordinal);
        return JsonSerializer.Serialize(label[..split], Wire.Options) + ":" + JsonSerializer.Serialize(label[(split + 1)..], Wire.Options);
    }

    internal sealed record Reply(bool Ok, IReadOnlyList<InvocationRecord> Result, string? NextCursor);
}
