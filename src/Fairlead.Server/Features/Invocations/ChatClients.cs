using System.ClientModel;
using System.ClientModel.Primitives;
using Fairlead.Gateway.Pipeline;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;

namespace Fairlead.Server.Features.Invocations;

/// <summary>Makes the chat client of a run: OpenAI's dialect over the gateway's pipeline, with the loop that calls tools around it.</summary>
internal sealed class ChatClients(GatewayPipeline pipeline)
{
    // Never resolved: the handler answers in the process.
    private static readonly Uri InProcess = new("http://gateway.invalid/v1");

    /// <summary>Makes a client that serves one run, until its caller has left.</summary>
    public IChatClient Create(Invocation invocation, CallLog log, CancellationToken left)
    {
        var handler = new PipelineHandler(pipeline, invocation.Deployment, invocation.Caller, log, left);
        var options = new OpenAIClientOptions
        {
            Endpoint = InProcess,
            Transport = new HttpClientPipelineTransport(new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan }),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
        };
        return new ChatClient(invocation.Deployment.Model, new ApiKeyCredential("in-process"), options).AsIChatClient()
            .AsBuilder().UseFunctionInvocation().Build();
    }

    /// <summary>The options of a run's requests. The upstream's own spellings go into the raw form; the rest is the library's.</summary>
    public static ChatOptions OptionsOf(Invocation invocation) => new()
    {
        Temperature = (float?)invocation.Temperature,
        RawRepresentationFactory = _ => RawOptions(invocation),
    };

    private static ChatCompletionOptions RawOptions(Invocation invocation)
    {
        var options = new ChatCompletionOptions();
        if (invocation.MaxTokens is { } limit)
        {
#pragma warning disable SCME0001 // The patch is the only way to the field's older name, which is the one that compatible servers take.
            options.Patch.Set(System.Text.Encoding.UTF8.GetBytes($"$.{invocation.Deployment.Provider.MaxTokensField}"), limit);
#pragma warning restore SCME0001
        }

        if (invocation.UsesNativeSchema)
        {
            options.ResponseFormat = OpenAI.Chat.ChatResponseFormat.CreateJsonSchemaFormat(
                "answer",
                BinaryData.FromString(invocation.OutputSchema!.Source.GetRawText()),
                jsonSchemaIsStrict: invocation.OutputSchema.IsStrictSubset ? true : null);
        }

        return options;
    }
}
