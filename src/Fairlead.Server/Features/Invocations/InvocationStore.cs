using System.Data;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Invocations;

/// <summary>The invocations' table.</summary>
internal static class InvocationStore
{
    private const string Select = """
        SELECT id AS Id, conversation_id AS ConversationId, continues AS Continues, status AS Status, agent AS Agent, asked_by AS AskedBy,
               asked_by_name AS AskedByName, system_prompt AS SystemPrompt, prompt AS Prompt, response AS Response, error_message AS ErrorMessage,
               execution_log AS ExecutionLog, labels AS Labels, provider AS Provider, model AS Model, turns AS Turns, edits AS Edits,
               input_tokens AS InputTokens, output_tokens AS OutputTokens, cached_tokens AS CachedTokens, usage_estimated AS UsageEstimated,
               cost_nano AS CostNano, asked_at AS AskedAt, replied_at AS RepliedAt
        FROM invocations
        """;

    public static StoredInvocation? Find(IDbConnection connection, string id) =>
        connection.QuerySingleOrDefault<StoredInvocation>($"{Select} WHERE id = @id", new { id });

    /// <summary>Begins a record, and counts the invocation in its month.</summary>
    public static void Begin(IDbConnection connection, Invocation invocation)
    {
        connection.Execute(
            """
            INSERT INTO invocations (id, conversation_id, continues, status, agent, asked_by, asked_by_name, system_prompt, prompt, labels, provider, model,
                                     turns, input_tokens, output_tokens, cached_tokens, usage_estimated, asked_at)
            VALUES (@Id, @ConversationId, @Continues, @Status, @Agent, @AskedBy, @AskedByName, @SystemPrompt, @Prompt, @Labels, @Provider, @Model,
                    @Turns, 0, 0, 0, 0, @AskedAt)
            """,
            new
            {
                invocation.Id,
                invocation.ConversationId,
                invocation.Continues,
                Status = InvocationStatus.InProgress,
                invocation.Agent,
                AskedBy = invocation.Caller.Id,
                AskedByName = invocation.Caller.Name,
                invocation.SystemPrompt,
                invocation.Prompt,
                Labels = JsonSerializer.Serialize(invocation.Labels, Wire.Options),
                Provider = invocation.Deployment.Provider.Identifier,
                invocation.Deployment.Model,
                Turns = Turns.Write(invocation.History),
                AskedAt = Micros.Of(invocation.AskedAt),
            });
        connection.Execute(
            "INSERT INTO invocation_counts (month, invocations) VALUES (@month, 1) ON CONFLICT (month) DO UPDATE SET invocations = invocations + 1",
            new { month = Month(invocation.AskedAt) });
    }

    /// <summary>Ends a record.</summary>
    public static void End(IDbConnection connection, string id, InvocationResult result, long? costNano, long now) => connection.Execute(
        """
        UPDATE invocations SET status = @Status, response = @Response, error_message = @ErrorMessage, execution_log = @ExecutionLog, turns = @Turns, edits = @Edits,
               input_tokens = @InputTokens, output_tokens = @OutputTokens, cached_tokens = @CachedTokens, usage_estimated = @Estimated, cost_nano = @costNano, replied_at = @now
        WHERE id = @id
        """,
        new
        {
            id,
            result.Status,
            result.Response,
            ErrorMessage = result.Error?.Message,
            result.ExecutionLog,
            Turns = Turns.Write(result.Turns),
            Edits = result.Edits.Count == 0 ? null : JsonSerializer.Serialize(result.Edits, Wire.Options),
            result.Usage.InputTokens,
            result.Usage.OutputTokens,
            result.Usage.CachedTokens,
            Estimated = result.Usage.Estimated ? 1 : 0,
            costNano,
            now,
        });

    /// <summary>Fails what a process that died left in progress.</summary>
    public static int FailInterrupted(IDbConnection connection, long now) => connection.Execute(
        "UPDATE invocations SET status = @Failed, error_message = @message, replied_at = @now WHERE status = @InProgress",
        new { InvocationStatus.Failed, InvocationStatus.InProgress, message = "The server stopped before the invocation ended.", now });

    /// <summary>Deletes records that were asked before a time.</summary>
    public static int DeleteBefore(IDbConnection connection, long before) =>
        connection.Execute("DELETE FROM invocations WHERE asked_at < @before AND status <> @InProgress", new { before, InvocationStatus.InProgress });

    /// <summary>Invocations of a month.</summary>
    public static long CountOfMonth(IDbConnection connection, DateTimeOffset time) =>
        connection.ExecuteScalar<long>("SELECT COALESCE(SUM(invocations), 0) FROM invocation_counts WHERE month = @month", new { month = Month(time) });

    /// <summary>Records that fit a filter, newest first.</summary>
    public static IReadOnlyList<StoredInvocation> List(IDbConnection connection, InvocationFilter filter, int count) => [.. connection.Query<StoredInvocation>(
        $"""
        {Select}
        WHERE (@AskedBy IS NULL OR asked_by = @AskedBy) AND (@Agent IS NULL OR agent = @Agent) AND (@Status IS NULL OR status = @Status)
          AND (@From IS NULL OR asked_at >= @From) AND (@To IS NULL OR asked_at < @To)
          AND (@Label IS NULL OR instr(labels, @Label) > 0)
          AND (@AfterTime IS NULL OR asked_at < @AfterTime OR (asked_at = @AfterTime AND id < @AfterId))
        ORDER BY asked_at DESC, id DESC LIMIT @count
        """,
        new { filter.AskedBy, filter.Agent, filter.Status, filter.From, filter.To, filter.Label, filter.AfterTime, filter.AfterId, count })];

    /// <summary>A month's name: <c>YYYY-MM</c>, in UTC.</summary>
    public static string Month(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
