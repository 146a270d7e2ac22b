namespace Fairlead.Simulator.Http;

/// <summary>OpenAI's API, below <c>/v1</c>; every path that nobody else serves gets its 404.</summary>
internal sealed class OpenAIWire : IWire
{
    public bool Serves(Exchange exchange) => true;

    public Task AnswerAsync(Exchange exchange, Knobs knobs)
    {
        if (!exchange.Path.StartsWith("/v1/", StringComparison.Ordinal))
        {
            throw Unknown(exchange.Method, exchange.Path);
        }

        if (Credentials.Check(exchange.RequestHeaders, exchange.Options) is { } refusal)
        {
            throw new RefusedException(refusal);
        }

        return OpenAIRoutes.AnswerAsync(exchange, knobs, exchange.Path);
    }

    public Task RefuseAsync(Exchange exchange, ApiError error) => exchange.WriteErrorAsync(error);

    public ApiError ErrorOf(Exchange exchange, int status, int retryAfter) =>
        StatusErrors.ByStatus(status, exchange.Model ?? "", exchange.PresentedKey, retryAfter);

    public ApiError? ErrorOf(Exchange exchange, string code) => StatusErrors.ByCode(code, exchange.Model ?? "");

    internal static RefusedException Unknown(string method, string path) =>
        new(new ApiError(404, $"Invalid URL ({method} {path})", ApiError.InvalidRequest));
}
