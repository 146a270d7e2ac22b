using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Messages;

/// <summary>Anthropic's API: messages, token counts and the models, on the paths of the vendor and, messages and counts, below
/// <c>/anthropic</c> as Azure AI Foundry has them. https://platform.claude.com/docs/en/api/messages</summary>
internal sealed class MessagesWire : IWire
{
    private const string Azure = "/anthropic";
    private const string Messages = "/v1/messages";
    private const string Models = "/v1/models";

    public bool Serves(Exchange exchange) => exchange.Path switch
    {
        var path when IsAt(path, Messages) || IsAt(path, Azure + Messages) => true,
        var path => IsAt(path, Models) && exchange.RequestHeaders.ContainsKey(MessagesCredentials.Version),
    };

    public Task AnswerAsync(Exchange exchange, Knobs knobs)
    {
        bool azure = exchange.Path.StartsWith(Azure + '/', StringComparison.Ordinal);
        MessagesCredentials.Check(exchange, azure ? ["x-api-key", "api-key"] : ["x-api-key"]);
        string path = azure ? exchange.Path[Azure.Length..] : exchange.Path;
        return path switch
        {
            Messages => Only("POST", exchange, () =>
            {
                knobs.FailIfDrawn(exchange);
                return MessagesEndpoint.AnswerAsync(exchange);
            }),
            Messages + "/count_tokens" => Only("POST", exchange, () => CountTokensEndpoint.AnswerAsync(exchange)),
            Models => Only("GET", exchange, () => ModelListEndpoint.ListAsync(exchange)),
            _ when path.StartsWith(Models + '/', StringComparison.Ordinal) =>
                Only("GET", exchange, () => ModelListEndpoint.GetAsync(exchange, path[(Models.Length + 1)..])),
            _ => throw new RefusedException(MessagesErrors.ByStatus(404, 0)),
        };
    }

    public Task RefuseAsync(Exchange exchange, ApiError error) => MessagesResponse.WriteErrorAsync(exchange, error);

    public ApiError ErrorOf(Exchange exchange, int status, int retryAfter) => MessagesErrors.ByStatus(status, retryAfter);

    public ApiError? ErrorOf(Exchange exchange, string code) => MessagesErrors.ByCode(code, exchange.Model ?? "");

    private static bool IsAt(string path, string root) =>
        path.StartsWith(root, StringComparison.Ordinal) && (path.Length == root.Length || path[root.Length] == '/');

    private static Task Only(string method, Exchange exchange, Func<Task> answer) => exchange.Method == method
        ? answer()
        : throw new RefusedException(new ApiError(405, "Method Not Allowed", MessagesErrors.InvalidRequest));
}
