using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Fairlead.Gateway.Answers;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Pipeline;
using Fairlead.Protocols.OpenAI.Chat;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Providers;

/// <summary>
/// Tests a provider before it is saved: one tiny real call for each enabled model and operation, through the pipeline that serves real requests, at most four
/// at once and thirty seconds each.
/// </summary>
internal sealed class ConnectionTest(GatewayPipeline pipeline, TimeProvider time)
{
    private const int MaxConcurrent = 4;
    private const int MaxAnswer = 4 << 20;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Tests the enabled models; the result names them in the configuration's order.</summary>
    public async Task<Outcome<IReadOnlyDictionary<string, TestedModel>>> RunAsync(ProviderSnapshot provider, CancellationToken cancellationToken)
    {
        var calls = provider.OrderedModels.Where(static model => model.Enabled).SelectMany(static model => Tested(model), static (model, operation) => (Model: model, Operation: operation)).ToList();
        var found = new ConcurrentDictionary<(string, Operation), TestedModel>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrent, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(calls, options, async (call, token) => found[(call.Model.Model, call.Operation)] = await TestAsync(call.Model, call.Operation, token));
        var tested = calls.GroupBy(static call => call.Model.Model, call => found[(call.Model.Model, call.Operation)], StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, Combine, StringComparer.Ordinal);
        return tested.Values.All(static model => model.IsValid) ? tested : ApiErrors.ModelTestFailed(provider.Identifier, tested);
    }

    // Whoever converses in one dialect does so in all: Chat stands for them.
    private static IEnumerable<Operation> Tested(Deployment model) => model.Operations.Select(static operation => operation.IsConversation() ? Operation.Chat : operation).Distinct();

    // A model of several operations is as good as the worst of them.
    private static TestedModel Combine(IEnumerable<TestedModel> operations) =>
        operations.OrderBy(static tested => tested.IsValid).ThenByDescending(static tested => tested.LatencyMs).First();

    private async Task<TestedModel> TestAsync(Deployment model, Operation operation, CancellationToken cancellationToken)
    {
        if (operation is Operation.Images or Operation.Audio)
        {
            return new TestedModel(true, $"Not called: there is no tiny call for {operation.ToString().ToLowerInvariant()}.", 0);
        }

        var startedAt = time.GetTimestamp();
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var problem = await CallAsync(model, operation, either.Token);
        cancellationToken.ThrowIfCancellationRequested();
        var latency = (long)time.GetElapsedTime(startedAt).TotalMilliseconds;
        return problem is null
            ? new TestedModel(true, "The model answered.", latency)
            : new TestedModel(false, limit.IsCancellationRequested ? "The upstream timed out: the test call was not answered within 30 s." : problem, latency);
    }

    private async ValueTask<string?> CallAsync(Deployment model, Operation operation, CancellationToken cancellationToken)
    {
        var request = new GatewayRequest { Operation = operation, Body = new ReadOnlySequence<byte>(Body(model, operation)), Deployment = model };
        var result = await pipeline.SendAsync(request, cancellationToken);
        if (result.Answer is not { } answer)
        {
            return result.Failure?.Message ?? result.Refusal?.Message ?? "The test was given up.";
        }

        await using (answer)
        {
            return await CheckAsync(answer, operation);
        }
    }

    private static byte[] Body(Deployment model, Operation operation)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("model", model.Model);
            WriteQuestion(writer, model, operation);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteQuestion(Utf8JsonWriter writer, Deployment model, Operation operation)
    {
        switch (operation)
        {
            case Operation.Embeddings or Operation.Moderations:
                writer.WriteString("input", "ok");
                break;
            case Operation.Completions:
                writer.WriteString("prompt", "ok");
                writer.WriteNumber("max_tokens", 16);
                break;
            case Operation.Rerank:
                writer.WriteString("query", "ok");
                writer.WriteStartArray("documents");
                writer.WriteStringValue("ok");
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStartArray("messages");
                writer.WriteStartObject();
                writer.WriteString("role", "user");
                writer.WriteString("content", "Connection test: answer with the word ok.");
                writer.WriteEndObject();
                writer.WriteEndArray();
                writer.WriteNumber(model.Provider.MaxTokensField, 16);
                break;
        }
    }

    private static async ValueTask<string?> CheckAsync(Answer answer, Operation operation)
    {
        var whole = new ArrayBufferWriter<byte>(1024);
        for (var piece = await answer.ReadAsync(); !piece.IsEmpty && whole.WrittenCount <= MaxAnswer; piece = await answer.ReadAsync())
        {
            whole.Write(piece.Span);
        }

        return answer.Failure?.Message ?? ShapeProblem(whole.WrittenMemory, operation);
    }

    private static string? ShapeProblem(ReadOnlyMemory<byte> json, Operation operation)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var isShaped = operation switch
            {
                Operation.Chat => ChatAnswerStreamer.IsCompletion(document.RootElement),
                Operation.Embeddings => IsEmbeddings(document.RootElement),
                _ => document.RootElement.ValueKind == JsonValueKind.Object,
            };
            return isShaped ? null : string.Create(CultureInfo.InvariantCulture, $"The upstream answered 200, but not in OpenAI's shape for {operation.ToString().ToLowerInvariant()}; check baseUrl.");
        }
        catch (JsonException)
        {
            return "The upstream answered 200 with something that is not JSON; check baseUrl.";
        }
    }

    private static bool IsEmbeddings(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Array && data.GetArrayLength() > 0
        && data[0].ValueKind == JsonValueKind.Object && data[0].TryGetProperty("embedding", out _);
}
