using System.Buffers;
using System.Text;
using BenchmarkDotNet.Attributes;
using Fairlead.Gateway;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fairlead.Benchmarks;

/// <summary>One whole chat through the pipeline to an upstream on loopback: as it came, and translated both ways.</summary>
[MemoryDiagnoser]
public class RequestBenchmarks : IDisposable
{
    private static readonly byte[] ChatRequest = Encoding.UTF8.GetBytes(
        """{"model":"bench","messages":[{"role":"system","content":"You are brief."},{"role":"user","content":"What is the capital of Norway, and since when has it had that name?"}],"temperature":0.7,"max_tokens":100}""");

    private static readonly byte[] MessagesRequest = Encoding.UTF8.GetBytes(
        """{"model":"bench","system":"You are brief.","messages":[{"role":"user","content":"What is the capital of Norway, and since when has it had that name?"}],"temperature":0.7,"max_tokens":100}""");

    private static readonly byte[] Completion = Encoding.UTF8.GetBytes(
        """{"id":"chatcmpl-1","object":"chat.completion","created":1760000000,"model":"bench","choices":[{"index":0,"message":{"role":"assistant","content":"Oslo. It was called Christiania, later Kristiania, from 1624 and took its old name back in 1925.","refusal":null,"annotations":[]},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":30,"completion_tokens":25,"total_tokens":55}}""");

    private WebApplication upstream = null!;
    private OutboundHandler outbound = null!;
    private GatewayPipeline pipeline = null!;

    /// <summary>Starts the upstream, and a pipeline that has one provider.</summary>
    [GlobalSetup]
    public void Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        upstream = builder.Build();
        upstream.MapPost("/v1/chat/completions", static context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = Completion.Length;
            return context.Response.Body.WriteAsync(Completion).AsTask();
        });
        upstream.StartAsync().GetAwaiter().GetResult();
        var address = upstream.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var options = new GatewayOptions();
        outbound = new OutboundHandler(options, new NetworkOptions());
        var catalog = new ModelCatalog();
        catalog.Replace(new CatalogSnapshot([Providers.Of("bench", ["bench"], $"{address}/v1")], "bench", null));
        pipeline = new GatewayPipeline(catalog, AttemptContext.Of(outbound, options, new NoSink(), new NoResponses(), new NoFiles(), TimeProvider.System), new NoResponses());
    }

    /// <summary>Stops them.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        outbound.Dispose();
        ((IDisposable)upstream).Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A Chat client: the bytes pass through.</summary>
    [Benchmark(Baseline = true)]
    public Task<long> PassThrough() => SendAsync(Operation.Chat, ChatRequest);

    /// <summary>A Messages client at the same upstream: translated there and back.</summary>
    [Benchmark]
    public Task<long> Translated() => SendAsync(Operation.Messages, MessagesRequest);

    private async Task<long> SendAsync(Operation operation, byte[] body)
    {
        var request = new GatewayRequest { Operation = operation, Body = new ReadOnlySequence<byte>(body) };
        var result = await pipeline.SendAsync(request, CancellationToken.None);
        await using var answer = result.Answer ?? throw new InvalidOperationException(result.Failure?.Message ?? result.Refusal?.Message);
        var length = 0L;
        for (var piece = await answer.ReadAsync(); !piece.IsEmpty; piece = await answer.ReadAsync())
        {
            length += piece.Length;
        }

        return length;
    }
}
