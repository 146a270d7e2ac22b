using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Fairlead.Gateway.Attempts;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Storage;
using Microsoft.Extensions.AI;

namespace Fairlead.Server.Features.Invocations;

/// <summary>
/// Runs an invocation: asks the model, tells what happens as it happens, and completes the record, whatever the end.
/// <list type="number">
/// <item>Ask: one streamed request to the model, whose loop calls tools as the model wants them.</item>
/// <item>Tell: each piece as a delta, each finished turn whole.</item>
/// <item>Check: an answer that must satisfy a schema is validated, and one repair is asked for.</item>
/// <item>Complete: the record is written, then the end is told.</item>
/// </list>
/// </summary>
internal sealed partial class InvocationRunner(Database database, ChatClients clients, InvocationQuota quota, TimeProvider time, ILogger<InvocationRunner> logger)
{
    /// <summary>Runs to the end. It does not throw: a failure is told and recorded. <paramref name="left"/> is the caller's departure or the process's end.</summary>
    public async Task RunAsync(Invocation invocation, ChannelWriter<InvocationEvent> events, CancellationToken left)
    {
        var conversation = new Conversation(invocation);
        var log = new CallLog();
        var (response, error) = await AskAsync(invocation, conversation, log, events, left);
        if (error is not null)
        {
            events.TryWrite(new InvocationEvent.Failure(error));
        }

        var usage = UsageOf(invocation, conversation, log);
        var result = new InvocationResult
        {
            Response = response,
            Error = error,
            Turns = TurnsOf(invocation, response),
            Usage = usage,
            Edits = log.Edits,
            ExecutionLog = Describe(invocation, log, error),
        };
        quota.Spent(usage.InputTokens + usage.OutputTokens);
        await CompleteAsync(invocation, result);
        events.TryWrite(new InvocationEvent.Done(result));
        events.TryComplete();
    }

    private async Task<(string? Response, ApiError? Error)> AskAsync(Invocation invocation, Conversation conversation, CallLog log, ChannelWriter<InvocationEvent> events, CancellationToken left)
    {
        try
        {
            using var client = clients.Create(invocation, log, left);
            return await ConverseAsync(client, invocation, conversation, events, left);
        }
        catch (UpstreamCallException failed)
        {
            return (null, failed.Error);
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            return (null, ApiErrors.InvocationFailed("The caller left, or the server stopped, before the answer was complete."));
        }
        catch (Exception exception)
        {
            // What a client library cannot read of an answer is the upstream's doing; its text may quote the answer, so only its type is logged.
            LogUnreadable(logger, invocation.Id, exception.GetType().Name);
            return (null, ApiErrors.Upstream(new AttemptFailure(FailureKind.NotOpenAIShaped, $"The upstream of provider '{invocation.Deployment.Provider.Identifier}' answered with something that is not a chat completion.")));
        }
    }

    // 1. Ask, 3. Check
    private static async Task<(string? Response, ApiError? Error)> ConverseAsync(
        IChatClient client, Invocation invocation, Conversation conversation, ChannelWriter<InvocationEvent> events, CancellationToken left)
    {
        var (text, refused) = await TurnAsync(client, invocation, conversation, events, left);
        if (refused is not null || invocation.OutputSchema is not { } schema)
        {
            return (text, refused);
        }

        var (json, problem) = StructuredOutput.Read(text!, schema);
        if (json is null)
        {
            conversation.Ask(StructuredOutput.Repair(problem));
            (text, refused) = await TurnAsync(client, invocation, conversation, events, left);
            if (refused is not null)
            {
                return (null, refused);
            }

            (json, problem) = StructuredOutput.Read(text!, schema);
        }

        if (json is null)
        {
            return (null, ApiErrors.StructuredOutput($"The model's answer does not satisfy the outputSchema, nor did a second one: {problem}."));
        }

        events.TryWrite(new InvocationEvent.Execution(json));
        return (json, null);
    }

    // 2. Tell
    private static async Task<(string? Text, ApiError? Refused)> TurnAsync(
        IChatClient client, Invocation invocation, Conversation conversation, ChannelWriter<InvocationEvent> events, CancellationToken left)
    {
        var whole = new StringBuilder();
        var turn = new StringBuilder();
        ChatFinishReason? finish = null;
        await foreach (var update in client.GetStreamingResponseAsync(conversation.Messages, ChatClients.OptionsOf(invocation), left))
        {
            finish = update.FinishReason ?? finish;
            if (update.Text is { Length: > 0 } text)
            {
                turn.Append(text);
                events.TryWrite(new InvocationEvent.Delta(text));
            }

            if (update.FinishReason is not null)
            {
                EndTurn(invocation, turn, whole, events);
            }
        }

        EndTurn(invocation, turn, whole, events);
        conversation.Answered(whole.ToString());
        return finish == ChatFinishReason.ContentFilter
            ? (null, ApiErrors.Upstream(new AttemptFailure(FailureKind.Refused, "The upstream's content filter withheld the answer.")))
            : (whole.ToString(), null);
    }

    private static void EndTurn(Invocation invocation, StringBuilder turn, StringBuilder whole, ChannelWriter<InvocationEvent> events)
    {
        if (turn.Length == 0)
        {
            return;
        }

        if (invocation.OutputSchema is null)
        {
            events.TryWrite(new InvocationEvent.Execution(turn.ToString()));
        }

        whole.Append(whole.Length > 0 ? "\n" : string.Empty).Append(turn);
        turn.Clear();
    }

    private static InvocationUsage UsageOf(Invocation invocation, Conversation conversation, CallLog log)
    {
        var usage = log.Counted;
        var isEstimated = log.Uncounted > 0;
        if (isEstimated)
        {
            // What was counted is a part of the whole: the estimate is never below it.
            var estimate = conversation.Estimate();
            usage = usage with { InputTokens = Math.Max(usage.InputTokens, estimate.InputTokens), OutputTokens = Math.Max(usage.OutputTokens, estimate.OutputTokens) };
        }

        var cost = InvocationUsage.ToDollars(invocation.Deployment.Pricing?.CostOf(usage));
        return new InvocationUsage(usage.InputTokens, usage.OutputTokens, usage.CachedTokens, cost) { Estimated = isEstimated };
    }

    // What a continuation goes on from: a question that was not answered is not part of it, nor is an answer that had to be repaired.
    private static IReadOnlyList<Turn> TurnsOf(Invocation invocation, string? response) =>
        response is null ? invocation.History : [.. invocation.History, new Turn(Turn.User, invocation.Prompt), new Turn(Turn.Assistant, response)];

    private static string Describe(Invocation invocation, CallLog log, ApiError? error)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"- {log.Calls} call(s) to model `{invocation.Deployment.Model}` of provider `{invocation.Deployment.Provider.Identifier}`\n");
        foreach (var edit in log.Edits)
        {
            text.Append(CultureInfo.InvariantCulture, $"- changed on the way: `{edit}`\n");
        }

        foreach (var server in invocation.McpServers)
        {
            text.Append(CultureInfo.InvariantCulture, $"- MCP server `{server}` offered no tools\n");
        }

        return error is null ? text.ToString() : text.Append(CultureInfo.InvariantCulture, $"- failed: {error.Name}\n").ToString();
    }

    // 4. Complete. The record is completed even when the process is stopping: its own token does not end it.
    private async Task CompleteAsync(Invocation invocation, InvocationResult result)
    {
        try
        {
            var cost = result.Usage.Cost is { } dollars ? (long?)(dollars * 1_000_000_000m) : null;
            await database.WriteAsync(connection => InvocationStore.End(connection, invocation.Id, result, cost, Micros.Now(time)), CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogNotRecorded(logger, exception, invocation.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Invocation {Id}: the upstream's answer could not be read ({Reason})")]
    private static partial void LogUnreadable(ILogger logger, string id, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Invocation {Id}: its end could not be recorded")]
    private static partial void LogNotRecorded(ILogger logger, Exception exception, string id);
}
