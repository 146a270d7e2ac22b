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
    private static readonly string[] Statuses = [InvocationStatus.InProgress, InvocationStatus.Completed, InvocationStatus.Failed];

    public static async Task<IResult> Endpoint(
        [AsParameters] Page page, string? agent, string? status, string? label, DateTimeOffset? from, DateTimeOffset? to, Database database, HttpContext context, CancellationToken cancellationToken)
    {
        if ((StatusProblem(status) ?? LabelProblem(label) ?? CursorProblem(page)) is { } problem)
        {
            return new ErrorResult(problem);
        }

        var caller = context.Caller();
        var (time, id) = After(page);
        var filter = new InvocationFilter(
            caller.Role == Role.Admin ? null : caller.Id, agent, status, LabelMember(label), from is { } first ? Micros.Of(first) : null, to is { } last ? Micros.Of(last) : null, time, id);
        var fetched = await database.ReadAsync(connection => InvocationStore.List(connection, filter, page.Fetch), cancellationToken);
        var (items, next) = page.Cut(fetched, static invocation => string.Create(CultureInfo.InvariantCulture, $"{invocation.AskedAt} {invocation.Id}"));
        return TypedResults.Json(new Reply(true, [.. items.Select(static invocation => invocation.ToRecord())], next), Wire.Options);
    }

    private static ApiError? StatusProblem(string? status) =>
        status is null || Statuses.Contains(status, StringComparer.Ordinal) ? null : ApiErrors.InvalidRequest("status", $"must be one of {string.Join(", ", Statuses)}");

    private static ApiError? LabelProblem(string? label) =>
        label is null || label.IndexOf('=', StringComparison.Ordinal) > 0 ? null : ApiErrors.InvalidRequest("label", "must be NAME=VALUE");

    // Another list's cursor, taken for none, would give the first part again and again.
    private static ApiError? CursorProblem(Page page) =>
        page.After is null || After(page).Time is not null ? null : ApiErrors.InvalidRequest("cursor", "is not a cursor that this list gave");

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

    private static (long? Time, string? Id) After(Page page) =>
        page.After?.Split(' ') is [var time, var id] && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var micros) ? (micros, id) : (null, null);

    internal sealed record Reply(bool Ok, IReadOnlyList<InvocationRecord> Result, string? NextCursor);
}
