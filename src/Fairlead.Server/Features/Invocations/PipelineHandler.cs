using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Answers;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Pipeline;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Invocations;

/// <summary>
/// Leads a chat client's requests into the gateway's pipeline, below its HTTP surface: there is no second way to an upstream. A call ends when <paramref name="left"/> says so, at
/// any time: the client library's own token is of no use once an answer has begun.
/// </summary>
internal sealed class PipelineHandler(GatewayPipeline pipeline, Deployment deployment, Principal caller, CallLog log, CancellationToken left) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        var gatewayRequest = new GatewayRequest { Operation = Operation.Chat, Body = new ReadOnlySequence<byte>(body), Caller = caller, Deployment = deployment };
        var result = await pipeline.SendAsync(gatewayRequest, left);
        log.Began(gatewayRequest);
        if (result.Answer is not { } answer)
        {
            left.ThrowIfCancellationRequested();
            throw new UpstreamCallException(ErrorOf(result));
        }

        var content = answer.IsEventStream ? new StreamContent(new AnswerStream(answer, log)) : await WholeAsync(answer);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("text/event-stream");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request };
    }

    private async Task<HttpContent> WholeAsync(Answer answer)
    {
        await using (answer)
        {
            try
            {
                // Not as a MemoryStream: the client library takes one for a body that it still has to buffer, and finds it read.
                var events = await WholeAnswer.ReadAsync(answer, deployment.Provider.Identifier);
                return new StreamContent(PipeReader.Create(new ReadOnlySequence<byte>(events)).AsStream());
            }
            finally
            {
                log.Ended(answer);
            }
        }
    }

    private static ApiError ErrorOf(GatewayResult result) => result switch
    {
        { Failure: { } failure } => FailureOf(failure),
        { Refusal: { Code: "context_length_exceeded" } refusal } => new ApiError(400, "ContextWindowExceededError", refusal.Message),
        { Refusal: { } refusal } => ApiErrors.InvocationFailed(refusal.Message),
        _ => ApiErrors.InvocationFailed("The call was given up."),
    };

    private static ApiError FailureOf(Gateway.Attempts.AttemptFailure failure) => failure.UpstreamCode == "context_length_exceeded"
        ? new ApiError(400, "ContextWindowExceededError", failure.Message)
        : ApiErrors.Upstream(failure);
}
