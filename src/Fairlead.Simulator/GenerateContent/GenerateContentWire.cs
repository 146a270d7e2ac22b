using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.GenerateContent;

/// <summary>Gemini's API, for developers and of Vertex AI, below any prefix (https://ai.google.dev/api/generate-content).</summary>
internal sealed class GenerateContentWire : IWire
{
    internal const string Json = "application/json; charset=UTF-8";

    public bool Serves(Exchange exchange) => GeminiPath.Parse(exchange.Path) is not null;

    public string? ModelOf(Exchange exchange) => GeminiPath.Parse(exchange.Path)!.Model;

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

        knobs.FailIfDrawn(exchange);
        return path.Method == "countTokens"
            ? CountTokensEndpoint.AnswerAsync(exchange, path)
            : GenerateContentEndpoint.AnswerAsync(exchange, path);
    }

    public Task RefuseAsync(Exchange exchange, ApiError error)
    {
        Reply.SetRetryAfter(exchange, error);
        // A stream that is an array is one in failure too.
        bool isArray = GeminiPath.Parse(exchange.Path)!.Method == "streamGenerateContent" && exchange.Query["alt"] != "sse";
        var body = new JsonBody(json => ErrorBody.Write(json, error));
        return Reply.JsonAsync(exchange, error.Status, isArray ? new JsonBody($"[{body.ToText()}]") : body, Json);
    }

    public ApiError ErrorOf(Exchange exchange, int status, int retryAfter) =>
        GoogleErrors.ByStatus(status, GeminiPath.Parse(exchange.Path)!, retryAfter);

    public ApiError? ErrorOf(Exchange exchange, string code) => GoogleErrors.ByCode(code, GeminiPath.Parse(exchange.Path)!);
}
