using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Azure;

/// <summary>OpenAI's operations at Azure's addresses: below <c>/openai/v1</c>, below a deployment, or plainly below <c>/openai</c>;
/// the last two demand <c>api-version</c>. The offered models are the deployments.</summary>
/// <remarks>https://learn.microsoft.com/azure/ai-services/openai/reference</remarks>
internal sealed class AzureOpenAIWire : IWire
{
    private const string Root = "/openai/";
    private const string Current = "/openai/v1/";
    private const string Deployments = "/openai/deployments/";

    public bool Serves(Exchange exchange) => exchange.Path.StartsWith(Root, StringComparison.Ordinal);

    public Task AnswerAsync(Exchange exchange, Knobs knobs)
    {
        if (AzureCredentials.Check(exchange.RequestHeaders, exchange.Options) is { } refusal)
        {
            throw new RefusedException(refusal);
        }

        string path = exchange.Path;
        if (path.StartsWith(Current, StringComparison.Ordinal))
        {
            return OpenAIRoutes.AnswerAsync(exchange, knobs, $"/v1/{path[Current.Length..]}");
        }

        if (string.IsNullOrEmpty(exchange.Query["api-version"]))
        {
            throw NoSuchResource();
        }

        return path.StartsWith(Deployments, StringComparison.Ordinal)
            ? AnswerDeploymentAsync(exchange, knobs, path[Deployments.Length..])
            : OpenAIRoutes.AnswerAsync(exchange, knobs, $"/v1/{path[Root.Length..]}");
    }

    public string? ModelOf(Exchange exchange) =>
        RequestedModel.InPath(exchange.Path, Deployments, '/') ?? RequestedModel.InBody(exchange.Body);

    public Task RefuseAsync(Exchange exchange, ApiError error) => exchange.WriteErrorAsync(AzureErrors.Of(error));

    public ApiError ErrorOf(Exchange exchange, int status, int retryAfter) =>
        StatusErrors.ByStatus(status, exchange.Model ?? "", exchange.PresentedKey, retryAfter);

    public ApiError? ErrorOf(Exchange exchange, string code) => StatusErrors.ByCode(code, exchange.Model ?? "");

    private static Task AnswerDeploymentAsync(Exchange exchange, Knobs knobs, string path)
    {
        int slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0)
        {
            throw NoSuchResource();
        }

        string deployment = path[..slash].Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        if (exchange.Options.Models is { Count: > 0 } models && !models.Contains(deployment, StringComparer.Ordinal))
        {
            throw new RefusedException(AzureErrors.NoSuchDeployment);
        }

        exchange.UseDeployment(deployment);
        return OpenAIRoutes.AnswerAsync(exchange, knobs, $"/v1/{path[(slash + 1)..]}");
    }

    private static RefusedException NoSuchResource() => new(AzureErrors.NoSuchResource);
}
