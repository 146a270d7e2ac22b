using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Pipeline;
using Fairlead.Protocols;
using Fairlead.Testing;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Tests.Metering;

/// <summary>What records say of upstreams that do not say it themselves.</summary>
public sealed class TokenizedUsageTests
{
    private const string HalfChat = """data: {"id":"c","model":"m","choices":[{"index":0,"delta":{"content":"Half of it"},"finish_reason":null}]}""" + "\n\n";
    private const string Embed = """{"model":"embedder","input":["Be brief and kind.","What is the capital of France?"]}""";
    private const string Embedding = """{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.1,0.2]}],"model":"m"}""";

    [Theory]
    [InlineData("openai-compatible", Operation.Chat, Operation.Chat)]
    [InlineData("openai-compatible", Operation.Responses, Operation.Responses)]
    [InlineData("openai-compatible", Operation.Completions, Operation.Completions)]
    [InlineData("openai-compatible", Operation.Messages, Operation.Chat)]
    [InlineData("anthropic-compatible", Operation.Messages, Operation.Messages)]
    [InlineData("anthropic-compatible", Operation.Chat, Operation.Messages)]
    [InlineData("anthropic-compatible", Operation.Responses, Operation.Messages)]
    public async Task Record_UpstreamThatDoesNotCount_HasTheTokenizersCountFromTheFirstRequestOn(string type, Operation operation, Operation dialect)
    {
        await using var metered = await MeteredPipeline.StartAsync(ScriptedUpstream.Says(404, "text/plain", ""), type);
        foreach (var isStream in (bool[])[false, true, false, true])
        {
            var answer = UncountedUpstreams.Answer(dialect, isStream);
            metered.Answer = isStream ? ScriptedUpstream.SaysStream(answer) : ScriptedUpstream.Says(200, "application/json", answer);

            var record = await metered.RunAsync(operation, UncountedUpstreams.Request(operation, isStream));

            Assert.Equal((RequestOutcome.Completed, UsageSource.Tokenizer), (record.Outcome, record.UsageSource));
            Assert.Equal(Tokens([.. UncountedUpstreams.Read]), record.Usage.InputTokens);
            Assert.Equal(Tokens([.. UncountedUpstreams.Written]), record.Usage.OutputTokens);
            Assert.Equal(operation == Operation.Completions ? 0 : Tokens("Let me think of it."), record.Usage.ReasoningTokens);
        }

        Assert.Equal(0, metered.Counter.Held);
    }

    [Theory]
    [InlineData(Embed, 12)]
    [InlineData("""{"model":"embedder","input":[[1,2,3],[4,5]],"dimensions":256}""", 5)]
    [InlineData("""{"model":"embedder","input":[1,2,3],"user":"somebody"}""", 3)]
    public async Task Record_OfEmbeddings_CountsTheInputAlone(string body, int tokens)
    {
        await using var metered = await MeteredPipeline.StartAsync(ScriptedUpstream.Says(200, "application/json", Embedding));

        var record = await metered.RunAsync(Operation.Embeddings, body);

        Assert.Equal((UsageSource.Tokenizer, new Usage(tokens, 0, 0, 0)), (record.UsageSource, record.Usage));
    }

    [Fact]
    public async Task Record_UpstreamWhoseUsageIsZeros_HasTheTokenizersCount()
    {
        await using var metered = await MeteredPipeline.StartAsync(ScriptedUpstream.Says(200, "application/json", Embedding[..^1] + ""","usage":{"prompt_tokens":0,"total_tokens":0}}"""));

        var record = await metered.RunAsync(Operation.Embeddings, Embed);

        Assert.Equal((UsageSource.Tokenizer, 12), (record.UsageSource, record.Usage.InputTokens));
    }

    [Fact]
    public async Task Record_UpstreamThatCounts_IsThereAtOnceAndNothingIsKept()
    {
        await using var metered = await MeteredPipeline.StartAsync(ScriptedUpstream.SaysStream(ScriptedUpstream.Stream("one two")));
        await metered.RunAsync(Operation.Chat, Rig.HelloStream);

        await using (var answer = await metered.BeginAsync(Operation.Chat, Rig.HelloStream))
        {
            while (!(await answer!.ReadAsync()).IsEmpty)
            {
                Assert.Equal(0, metered.Counter.Held);
            }
        }

        Assert.Equal(1, metered.Sink.Count);
        Assert.Equal((UsageSource.Upstream, new Usage(3, 2, 0, 0)), Of(await metered.Sink.NextAsync()));
    }

    [Fact]
    public async Task Record_UpstreamThatStopsCounting_IsEstimatedOnceAndCountedFromThenOn()
    {
        await using var metered = await MeteredPipeline.StartAsync(ScriptedUpstream.SaysCompletion("hello"));
        Assert.Equal(UsageSource.Upstream, (await metered.RunAsync(Operation.Chat, Rig.Hello)).UsageSource);

        metered.Answer = ScriptedUpstream.Says(200, "application/json", UncountedUpstreams.Answer(Operation.Chat, isStream: false));

        Assert.Equal(UsageSource.Estimate, (await metered.RunAsync(Operation.Chat, Rig.Hello)).UsageSource);
        Assert.Equal(UsageSource.Tokenizer, (await metered.RunAsync(Operation.Chat, Rig.Hello)).UsageSource);
    }

    [Theory]
    [InlineData("openai-compatible", Operation.Chat)]
    [InlineData("openai-compatible", Operation.Messages)]
    public async Task Record_StreamCutBeforeItsUsage_CountsWhatWasShown(string type, Operation operation)
    {
        await using var metered = await MeteredPipeline.StartAsync(ScriptedUpstream.SaysStream(HalfChat), type);

        var record = await metered.RunAsync(operation, UncountedUpstreams.Request(operation, isStream: true));

        Assert.Equal((RequestOutcome.Failed, UsageSource.Tokenizer), (record.Outcome, record.UsageSource));
        Assert.Equal((Tokens([.. UncountedUpstreams.Read]), Tokens("Half of it")), (record.Usage.InputTokens, record.Usage.OutputTokens));
    }

    [Theory]
    [InlineData(Operation.Chat)]
    [InlineData(Operation.Messages)]
    public async Task Record_StreamOfACountingUpstreamCutBeforeItsUsage_IsEstimatedAtATokenForADelta(Operation operation)
    {
        await using var metered = await MeteredPipeline.StartAsync(ScriptedUpstream.SaysStream(ScriptedUpstream.Stream("one two")));
        var body = UncountedUpstreams.Request(operation, isStream: true);
        await metered.RunAsync(operation, body);
        metered.Answer = ScriptedUpstream.SaysStream(HalfChat, HalfChat, HalfChat);

        var record = await metered.RunAsync(operation, body);

        Assert.Equal((RequestOutcome.Failed, UsageSource.Estimate), (record.Outcome, record.UsageSource));
        Assert.Equal((body.Length / 4, 3), (record.Usage.InputTokens, record.Usage.OutputTokens));
    }

    [Fact]
    public async Task Record_MessageCutAfterItsInputWasCounted_KeepsThatCount()
    {
        const string Start = """data: {"type":"message_start","message":{"id":"m","usage":{"input_tokens":7,"output_tokens":1}}}""" + "\n\n";
        const string Delta = """data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Half"}}""" + "\n\n";
        const string Block = """data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""" + "\n\n";
        await using var metered = await MeteredPipeline.StartAsync(ScriptedUpstream.SaysStream(Start + Block + Delta + Delta), "anthropic-compatible");

        var record = await metered.RunAsync(Operation.Messages, UncountedUpstreams.Request(Operation.Messages, isStream: true));

        Assert.Equal((UsageSource.Estimate, new Usage(7, 3, 0, 0)), Of(record));
    }

    [Theory]
    [InlineData(Operation.Chat)]
    [InlineData(Operation.Messages)]
    public async Task Record_ClientLeavesMidStream_CountsWhatWasShown(Operation operation)
    {
        using var leaves = new CancellationTokenSource();
        await using var metered = await MeteredPipeline.StartAsync(async context =>
        {
            await ScriptedUpstream.SaysStream(HalfChat)(context);
            await context.RequestAborted.Ended();
        });
        var answer = await metered.BeginAsync(operation, UncountedUpstreams.Request(operation, isStream: true), leaves);
        Assert.False((await answer!.ReadAsync()).IsEmpty);
        await leaves.CancelAsync();
        Assert.True((await answer.ReadAsync()).IsEmpty);
        await answer.DisposeAsync();

        var record = await metered.Sink.NextAsync();

        Assert.Equal((RequestOutcome.ClientLeft, UsageSource.Tokenizer), (record.Outcome, record.UsageSource));
        Assert.Equal((Tokens([.. UncountedUpstreams.Read]), Tokens("Half of it")), (record.Usage.InputTokens, record.Usage.OutputTokens));
    }

    [Fact]
    public async Task Record_WholeAnswerCutInTheMiddle_IsEstimated()
    {
        var isRead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var metered = await MeteredPipeline.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("{\"id\":\"c\",\"choices\":[");
            await context.Response.Body.FlushAsync();
            await isRead.Task;
            context.Abort();
        });
        var answer = await metered.BeginAsync(Operation.Chat, Rig.Hello);
        Assert.False((await answer!.ReadAsync()).IsEmpty);
        isRead.SetResult();
        Assert.True((await answer.ReadAsync()).IsEmpty);
        await answer.DisposeAsync();

        var record = await metered.Sink.NextAsync();

        Assert.Equal((RequestOutcome.Failed, UsageSource.Estimate), (record.Outcome, record.UsageSource));
        Assert.Equal(Rig.Hello.Length / 4, record.Usage.InputTokens);
        Assert.Equal(0, metered.Counter.Held);
    }

    [Fact]
    public async Task Record_OutputThatIsTooLongToKeep_IsEstimated()
    {
        var answer = UncountedUpstreams.Answer(Operation.Chat, isStream: false).Replace("Let me", new string(' ', 2 << 20), StringComparison.Ordinal);
        await using var metered = await MeteredPipeline.StartAsync(ScriptedUpstream.Says(200, "application/json", answer));

        var record = await metered.RunAsync(Operation.Chat, Rig.Hello);

        Assert.Equal((UsageSource.Estimate, answer.Length / 4), (record.UsageSource, record.Usage.OutputTokens));
    }

    [Fact]
    public async Task Record_OfATokenCount_CostsNothing()
    {
        await using var metered = await MeteredPipeline.StartAsync(ScriptedUpstream.Says(200, "application/json", """{"input_tokens":12}"""), "anthropic-compatible");

        Assert.Equal((UsageSource.None, default), Of(await metered.RunAsync(Operation.CountTokens, UncountedUpstreams.Request(Operation.Messages, isStream: false))));
    }

    private static (UsageSource Source, Usage Usage) Of(UsageRecord record) => (record.UsageSource, record.Usage);

    private static long Tokens(params string[] texts) => texts.Sum(static text => (long)ContextWindow.Count(text));
}
