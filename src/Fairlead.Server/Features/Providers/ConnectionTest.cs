using System.Buffers;
using System.Collections.Concurrent;
using Fairlead.Gateway.Answers;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Pipeline;
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
        var models = provider.OrderedModels.Where(static model => model.Enabled).ToList();
        var calls = models.SelectMany(static model => model.Operations.Where(ConnectionQuestions.Has), static (model, operation) => (Model: model, Operation: operation)).ToList();
        var found = new ConcurrentDictionary<(string Model, Operation Operation), TestedModel>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrent, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(calls, options, async (call, token) => found[(call.Model.Model, call.Operation)] = await TestAsync(call.Model, call.Operation, token));
        var tested = models.ToDictionary(static model => model.Model, model => Combine(model, operation => found[(model.Model, operation)]), StringComparer.Ordinal);
        return tested.Values.All(static model => model.IsValid) ? tested : ApiErrors.ModelTestFailed(provider.Identifier, tested);
    }

    // A model of several operations is as good as the worst of them, and what was not called is not said to have answered.
    private static TestedModel Combine(Deployment model, Func<Operation, TestedModel> found)
    {
        var uncalled = string.Join(", ", model.Operations.Where(static operation => !ConnectionQuestions.Has(operation)).Select(NameOf));
        var worst = model.Operations.Where(ConnectionQuestions.Has).Select(operation => (Operation: operation, Tested: found(operation)))
            .OrderBy(static call => call.Tested.IsValid).ThenByDescending(static call => call.Tested.LatencyMs).FirstOrDefault();
        return worst.Tested is not { } tested ? new TestedModel(true, $"Not called: there is no tiny call for {uncalled}.", 0)
            : !tested.IsValid && model.Operations.Count > 1 ? tested with { Message = $"{NameOf(worst.Operation)}: {tested.Message}" }
            : tested.IsValid && uncalled.Length > 0 ? tested with { Message = $"{tested.Message} Not called, since there is no tiny call for it: {uncalled}." }
            : tested;
    }

    private static string NameOf(Operation operation) => operation.ToString().ToLowerInvariant();

    private async Task<TestedModel> TestAsync(Deployment model, Operation operation, CancellationToken cancellationToken)
    {
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
        var request = new GatewayRequest { Operation = operation, Body = new ReadOnlySequence<byte>(ConnectionQuestions.Body(model, operation)), Deployment = model };
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

    private static async ValueTask<string?> CheckAsync(Answer answer, Operation operation)
    {
        var whole = new ArrayBufferWriter<byte>(1024);
        for (var piece = await answer.ReadAsync(); !piece.IsEmpty && whole.WrittenCount <= MaxAnswer; piece = await answer.ReadAsync())
        {
            whole.Write(piece.Span);
        }

        return answer.Failure?.Message ?? ConnectionAnswers.Problem(whole.WrittenMemory, operation);
    }
}
