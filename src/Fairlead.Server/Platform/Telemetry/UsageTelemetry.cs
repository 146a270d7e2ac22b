using System.Diagnostics;
using System.Diagnostics.Metrics;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Ports;

namespace Fairlead.Server.Platform.Telemetry;

/// <summary>
/// Tells of every gateway request: as metrics with the names of OpenTelemetry's GenAI conventions, and as a line of the log at level Debug.
/// Source: https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-metrics/
/// </summary>
internal sealed partial class UsageTelemetry : IUsageSink
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Fairlead.Gateway";

    private readonly Histogram<long> tokens;
    private readonly Histogram<double> duration;
    private readonly Counter<long> attempts;
    private readonly ILogger logger;

    public UsageTelemetry(IMeterFactory meters, ILogger<UsageTelemetry> logger)
    {
        var meter = meters.Create(MeterName);
        tokens = meter.CreateHistogram<long>("gen_ai.client.token.usage", "{token}", "Tokens that requests used.");
        duration = meter.CreateHistogram<double>("gen_ai.client.operation.duration", "s", "How long requests took.");
        attempts = meter.CreateCounter<long>("fairlead.upstream.attempts", "{attempt}", "Upstream calls.");
        this.logger = logger;
    }

    public void RecordAttempt(in AttemptRecord record)
    {
        if (attempts.Enabled)
        {
            attempts.Add(1, new TagList
            {
                { "gen_ai.provider.name", record.Provider.Identifier },
                { "gen_ai.request.model", record.Deployment?.Model },
                { "fairlead.outcome", record.Outcome.ToString() },
                { "error.type", record.Failure is { } of ? FailureKinds.NameOf(of) : null },
            });
        }

        if (record.Failure is { } kind && logger.IsEnabled(LogLevel.Debug))
        {
            var failure = FailureKinds.NameOf(kind);
            LogFailedAttempt(logger, record.Number, record.RequestId, record.Provider.Identifier, record.Deployment?.Model, failure, record.UpstreamStatus, record.Duration.TotalMilliseconds);
        }
    }

    public void Record(in UsageRecord record)
    {
        if (tokens.Enabled || duration.Enabled)
        {
            Measure(record);
        }

        if (logger.IsEnabled(LogLevel.Debug))
        {
            LogRequest(
                logger,
                record.Outcome,
                record.RequestId,
                record.Operation,
                record.Provider.Identifier,
                record.Deployment?.Model,
                record.Caller?.Id,
                record.UpstreamStatus,
                record.Attempts,
                record.Usage.InputTokens,
                record.Usage.OutputTokens,
                record.UsageSource,
                record.Edits,
                record.TimeToFirstByte.TotalMilliseconds,
                record.Duration.TotalMilliseconds);
        }
    }

    private void Measure(in UsageRecord record)
    {
        var tags = new TagList
        {
            { "gen_ai.operation.name", record.Operation.ToString().ToLowerInvariant() },
            { "gen_ai.provider.name", record.Provider.Identifier },
            { "gen_ai.request.model", record.Deployment?.Model },
            { "fairlead.outcome", record.Outcome.ToString() },
        };
        if (record.Cache is { } cache)
        {
            tags.Add("fairlead.cache", cache.ToString());
        }

        duration.Record(record.Duration.TotalSeconds, tags);
        if (!record.IsCharged)
        {
            return; // These tokens have been counted once.
        }

        tags.Add("fairlead.usage.source", record.UsageSource.ToString());
        tokens.Record(record.Usage.InputTokens, [.. tags, new("gen_ai.token.type", "input")]);
        tokens.Record(record.Usage.OutputTokens, [.. tags, new("gen_ai.token.type", "output")]);
    }

    [LoggerMessage(
        Level = LogLevel.Debug,
        Message = "{Outcome} {RequestId} {Operation} {Provider}/{Model} for {Caller}: upstream {Status} after {Attempts} attempts, {InputTokens} + {OutputTokens} tokens (from: {UsageSource}), edits {Edits}, first byte {FirstByteMs} ms, {DurationMs} ms")]
    private static partial void LogRequest(
        ILogger logger, RequestOutcome outcome, string requestId, Gateway.Catalog.Operation operation, string provider, string? model, string? caller, int status, int attempts, long inputTokens, long outputTokens, UsageSource usageSource, IReadOnlyList<string> edits, double firstByteMs, double durationMs);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Attempt {Number} of {RequestId} at {Provider}/{Model} failed: {Failure}, upstream {Status}, {DurationMs} ms")]
    private static partial void LogFailedAttempt(ILogger logger, int number, string requestId, string provider, string? model, string failure, int status, double durationMs);
}
