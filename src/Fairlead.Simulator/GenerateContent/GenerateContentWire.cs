using System.Globalization;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.GenerateContent;

/// <summary>Gemini's API, for developers and of Vertex AI, below any prefix (https://ai.google.dev/api/generate-content).</summary>
internal sealed class GenerateContentWire : IWire
{
    internal const string Json = "application/json; charset=UTF-8";

    public bool Serves(Exchange exchange) => GeminiPath.Parse(exchange.Path) is not null;

    public Task AnswerAsync(Exchange exchange, Knobs knobs)
    {
        GeminiPath path = GeminiPath.Parse(exchange.Path)!;
        if (exchange.Method != "POST")
        {
            throw new RefusedException(new ApiError(404, "The requested URL was not found on this server.", "NOT_FOUND"));
        }

        if (GoogleAccess.Check(exchange, path) is { } refusal)
        {
            throw new RefusedException(refusal);
        }

        if (knobs.DrawFailure())
        {
            throw new RefusedException(GoogleErrors.ByStatus(knobs.Options.FailStatus, path, 1));
        }

        return path.Method == "countTokens"
            ? CountTokensEndpoint.AnswerAsync(exchange, path)
            : GenerateContentEndpoint.AnswerAsync(exchange, path);
    }

    public Task RefuseAsync(Exchange exchange, ApiError error)
    {
        if (error.RetryAfter is { } seconds)
        {
            exchange.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        // A stream that is an array is one in failure too.
        bool isArray = GeminiPath.Parse(exchange.Path)!.Method == "streamGenerateContent" && exchange.Query["alt"] != "sse";
        var body = new JsonBody(json => ErrorBody.Write(json, error));
        return Reply.JsonAsync(exchange, error.Status, isArray ? new JsonBody($"[{body.ToText()}]") : body, Json);
    }
}
