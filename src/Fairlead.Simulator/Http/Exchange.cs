using System.Globalization;
using Fairlead.Simulator.Aws;
using Fairlead.Simulator.Faults;
using Fairlead.Simulator.GoogleTokens;
using Fairlead.Simulator.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Fairlead.Simulator.Http;

/// <summary>One request being answered: what came in, the knobs in force for it, and how answers leave.</summary>
internal sealed class Exchange(HttpContext context, byte[] body, SimulatorOptions options, long number, TimeProvider clock)
{
    private readonly long start = clock.GetTimestamp();

    /// <summary>The body; empty when it is an upload.</summary>
    internal byte[] Body { get; private set; } = body;

    /// <summary>The multipart body, to be read as it comes; null when there is none.</summary>
    internal UploadStream? Upload { get; init; }

    /// <summary>The files read from it.</summary>
    internal IReadOnlyList<ReceivedFile> UploadedFiles { get; set; } = [];

    /// <summary>What the running simulator remembers from one request to the next.</summary>
    internal UpstreamState State { get; init; } = new();

    /// <summary>The deployment that the address names in place of a model; null when it names none.</summary>
    internal string? Deployment { get; private set; }

    internal SimulatorOptions Options { get; } = options;

    /// <summary>The vendor that the request is for.</summary>
    internal IWire Wire => field ??= Wires.Of(this);

    /// <summary>The model that the request asks for, as yet unchecked; null when it names none.</summary>
    internal string? Model { get; set; }

    /// <summary>What the script of faults does to the request; null when it is spared.</summary>
    internal Fault? Fault { get; set; }

    /// <summary>Whether it was answered with an error that it did not earn.</summary>
    internal bool FailedOnPurpose { get; set; }

    internal TimeProvider Clock { get; } = clock;

    internal string Method => context.Request.Method;

    internal string Path => context.Request.Path.Value ?? "/";

    /// <summary>Path and query exactly as they were sent, still encoded.</summary>
    internal string RawTarget => context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

    /// <summary>The address called, without the query.</summary>
    internal string Address => $"{context.Request.Scheme}://{context.Request.Host}{Path}";

    internal IQueryCollection Query => context.Request.Query;

    internal IHeaderDictionary RequestHeaders => context.Request.Headers;

    internal HttpResponse Response => context.Response;

    /// <summary>The Google access tokens given out by this simulator.</summary>
    internal required IssuedTokens IssuedTokens { get; init; }

    /// <summary>The AWS sessions given out by this simulator.</summary>
    internal required RoleSessions RoleSessions { get; init; }

    /// <summary>The time since the request was taken up.</summary>
    internal TimeSpan Elapsed => Clock.GetElapsedTime(start);

    /// <summary>Cancelled when the client leaves.</summary>
    internal CancellationToken ClientGone => context.RequestAborted;

    /// <summary>Whether the simulator itself broke the connection off.</summary>
    internal bool WasCut { get; private set; }

    internal string? PresentedKey => Credentials.Presented(context.Request.Headers);

    internal string? ContentType => context.Request.ContentType;

    /// <summary>The start of everything that must differ from request to request, such as ids.</summary>
    internal Digest Digest { get; } = new Digest(options.Seed).Add(number);

    internal long CreatedAt => Clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Makes the deployment the request's model, whatever the body says.</summary>
    internal void UseDeployment(string name)
    {
        Deployment = name;
        Body = DeploymentBody.With(name, Body);
    }

    internal async Task WaitForFirstTokenAsync()
    {
        if (Options.TimeToFirstToken > TimeSpan.Zero)
        {
            await Task.Delay(Options.TimeToFirstToken, Clock, ClientGone);
        }
    }

    internal async Task WriteJsonAsync(int status, JsonBody body)
    {
        Begin(status, status < 400 ? "application/json" : "application/json; charset=utf-8");
        byte[] bytes = body.ToBytes();
        Response.ContentLength = bytes.Length;
        await Response.Body.WriteAsync(bytes, ClientGone);
    }

    internal Task WriteErrorAsync(ApiError error)
    {
        Reply.SetRetryAfter(this, error);
        return WriteJsonAsync(error.Status, new JsonBody(json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("error");
            if (error.IsBare)
            {
                json.WriteString("code", error.Code);
                json.WriteString("message", error.Message);
            }
            else
            {
                json.WriteString("message", error.Message);
                json.WriteString("type", error.Type);
                json.WriteString("param", error.Param);
                json.WriteString("code", error.Code);
            }

            error.More?.Invoke(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }));
    }

    /// <summary>Status and the headers that every answer of the vendor carries.</summary>
    internal void Begin(int status, string contentType)
    {
        Response.StatusCode = status;
        IHeaderDictionary headers = Response.Headers;
        headers.ContentType = contentType;
        headers["x-request-id"] = $"req_{Digest.Add("request").Value:x16}{Digest.Add("id").Value:x16}";
        headers["openai-version"] = "2020-10-01";
        headers["openai-processing-ms"] = ((long)Clock.GetElapsedTime(start).TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        headers["x-ratelimit-limit-requests"] = "10000";
        headers["x-ratelimit-remaining-requests"] = "9999";
        headers["x-ratelimit-reset-requests"] = "6ms";
    }

    internal void Cut()
    {
        WasCut = true;
        context.Abort();
    }
}
