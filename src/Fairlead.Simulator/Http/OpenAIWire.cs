using Fairlead.Simulator.Catalog;
using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Embeddings;

namespace Fairlead.Simulator.Http;

/// <summary>OpenAI's API, below <c>/v1</c>; every path that nobody else serves gets its 404.</summary>
internal sealed class OpenAIWire : IWire
{
    private const string ModelPrefix = "/v1/models/";

    public bool Serves(Exchange exchange) => true;

    public Task AnswerAsync(Exchange exchange, Knobs knobs)
    {
        (string method, string path) = (exchange.Method, exchange.Path);
        if (!path.StartsWith("/v1/", StringComparison.Ordinal))
        {
            throw Unknown(method, path);
        }

        if (Credentials.Check(exchange.RequestHeaders, exchange.Options) is { } refusal)
        {
            throw new RefusedException(refusal);
        }

        return path switch
        {
            "/v1/models" => Only("GET", method, path, () => ModelsEndpoint.ListAsync(exchange)),
            "/v1/chat/completions" => Only("POST", method, path, () => Failing(knobs, exchange, ChatEndpoint.AnswerAsync)),
            "/v1/embeddings" => Only("POST", method, path, () => Failing(knobs, exchange, EmbeddingsEndpoint.AnswerAsync)),
            _ when path.StartsWith(ModelPrefix, StringComparison.Ordinal) && path.Length > ModelPrefix.Length =>
                Only("GET", method, path, () => ModelsEndpoint.GetAsync(exchange, path[ModelPrefix.Length..])),
            _ => throw Unknown(method, path),
        };
    }

    public Task RefuseAsync(Exchange exchange, ApiError error) => exchange.WriteErrorAsync(error);

    internal static RefusedException Unknown(string method, string path) =>
        new(new ApiError(404, $"Invalid URL ({method} {path})", ApiError.InvalidRequest));

    private static Task Failing(Knobs knobs, Exchange exchange, Func<Exchange, Task> answer) => knobs.DrawFailure()
        ? throw new RefusedException(StatusErrors.ByStatus(knobs.Options.FailStatus, "simulated", exchange.PresentedKey, 1))
        : answer(exchange);

    private static Task Only(string allowed, string method, string path, Func<Task> answer) => method == allowed
        ? answer()
        : throw new RefusedException(new ApiError(
            405,
            $"Not allowed to {method} on {path}. (HINT: Perhaps you meant to use a different HTTP method?)",
            ApiError.InvalidRequest,
            null,
            "method_not_supported"));
}
