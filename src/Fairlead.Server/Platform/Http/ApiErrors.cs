using System.Globalization;
using Fairlead.Gateway.Attempts;
using Fairlead.Protocols.JsonSchema;
using Fairlead.Server.Platform.Configuration;

namespace Fairlead.Server.Platform.Http;

/// <summary>Every failure of the control plane, in one place.</summary>
internal static class ApiErrors
{
    public static ApiError Unauthorized { get; } = new(
        401, "unauthorized", "A valid access token is required: POST /v1/auth/access_token gives one; send it as 'Authorization: Bearer <token>'.");

    public static ApiError BadCredentials { get; } = new(401, "unauthorized", "The clientId or the clientSecret is wrong.");

    public static ApiError Forbidden { get; } = new(403, "forbidden", "You do not have permission to do this; it takes the role Admin.");

    public static ApiError ProvidersForbidden { get; } = new(403, "llm_provider_manage_forbidden", "You do not have permission to manage LLM providers");

    public static ApiError TooLarge { get; } = new(413, "payload_too_large", "The request body is larger than 1 MiB.");

    public static ApiError Internal { get; } = new(500, "internal_error", "Something went wrong on our side. The x-trace-id of this answer finds it in the log.");

    public static ApiError NotReady { get; } = new(503, "not_ready", "The server is starting or shutting down.") { RetryAfter = 1 };

    public static ApiError RouteNotFound(string method, string path) => new(404, "not_found", $"There is no route {method} {path}.");

    public static ApiError MethodNotAllowed(string method, string path) => new(405, "method_not_allowed", $"{path} does not take {method}.");

    public static ApiError UnsupportedMediaType { get; } = new(415, "unsupported_media_type", "Send the body as 'Content-Type: application/json', uncompressed.");

    public static ApiError MalformedJson(long line, long column) => new(
        400, "bad_request", string.Create(CultureInfo.InvariantCulture, $"The request body is not valid JSON: line {line}, column {column}."));

    public static ApiError EmptyBody { get; } = new(400, "bad_request", "The request body is empty; send a JSON object.");

    public static ApiError InvalidRequest(IReadOnlyList<Problem> problems) => new(422, "invalid_request", Summary("The request", problems), new ProblemDetails(problems));

    public static ApiError InvalidRequest(string path, string message) => InvalidRequest([new Problem(path, message)]);

    public static ApiError TooManyAttempts(long seconds) => new(
        429, "RATE_LIMIT_ERROR", "Too many failed attempts; wait before the next one.", new RetryDetails(seconds)) { RetryAfter = seconds };

    public static ApiError RateLimited(string message, long seconds) => new(429, "RATE_LIMIT_ERROR", message, new RetryDetails(seconds)) { RetryAfter = seconds };

    public static ApiError QuotaExceeded(DateTimeOffset resetDate, long seconds) => new(
        429, "QUOTA_ERROR", "The monthly quota of AI invocations is used up.", new ResetDetails(resetDate)) { RetryAfter = seconds };

    public static ApiError SecretNotFound(string name) => new(404, "SecretNotFoundError", $"There is no secret '{name}'.");

    public static ApiError SecretExists(string name) => new(409, "conflict", $"A secret '{name}' exists already; change its value with PATCH.");

    public static ApiError SecretInUse(string name, IEnumerable<string> providers) => new(
        409, "SecretInUseError", $"The secret '{name}' is used by {string.Join(", ", providers.Select(static provider => $"'{provider}'"))}; change the provider first.");

    public static ApiError ProviderNotFound(string provider) => new(404, "LLMProviderNotFoundError", $"LLM provider '{provider}' not found for organization");

    public static ApiError ProviderDisabled(string provider) => new(400, "LLMProviderDisabledError", $"LLM provider '{provider}' is disabled");

    public static ApiError ProviderInUse(string provider) => new(
        409, "LLMProviderInUseError", $"LLM provider '{provider}' is the organization's default; choose another default, or delete with ?force=true to reset it.");

    public static ApiError ModelNotEnabled(string model, string provider) => new(
        400, "LLMProviderModelNotEnabledError", $"Model '{model}' is not enabled for provider '{provider}'");

    public static ApiError NoProvider { get; } = new(
        404, "LLMProviderNotFoundError", "No LLM provider is configured: connect one with POST /v1/llm-providers and choose it with PUT /v1/llm-providers/defaults.");

    public static ApiError NoEnabledModel(string provider) => new(400, "LLMProviderModelNotEnabledError", $"LLM provider '{provider}' has no enabled chat model");

    public static ApiError InvalidProviderConfig(IReadOnlyList<Problem> problems) => new(
        400, "LLMProviderInvalidConfigError", Summary("The provider's configuration", problems), new ProblemDetails(problems));

    public static ApiError InvalidProviderConfig(string path, string message) => InvalidProviderConfig([new Problem(path, message)]);

    public static ApiError ModelTestFailed(string provider, object testedModels) => new(
        400, "LLMProviderModelTestError", $"Connection test failed for provider '{provider}'", new TestDetails(testedModels));

    public static ApiError Upstream(AttemptFailure failure) => new(
        502, "LLMProviderUpstreamError", failure.Message, new UpstreamDetails(FailureKinds.NameOf(failure.Kind), failure.UpstreamStatus, failure.RetryAfter));

    public static ApiError ContextWindowExceeded(string model, int window, int tokens) => new(
        400,
        "ContextWindowExceededError",
        string.Create(CultureInfo.InvariantCulture, $"Model '{model}' reads at most {window} tokens, but the input has about {tokens}. Shorten it, or choose a model with a larger contextWindow."));

    public static ApiError StructuredOutput(string message) => new(502, "StructuredOutputError", message);

    public static ApiError AgentNotFound(string agent) => new(404, "AgentNotFoundError", $"There is no agent '{agent}', or it is inactive.");

    public static ApiError AgentExists(string agent) => new(409, "conflict", $"An agent '{agent}' exists already; change it with PUT.");

    public static ApiError InvocationNotFound(string invocation) => new(404, "invocation_not_found", $"There is no invocation '{invocation}'.");

    public static ApiError InvocationInProgress(string invocation) => new(409, "invocation_in_progress", $"Invocation '{invocation}' is still in progress; continue it when it has ended.");

    public static ApiError InvocationFailed(string message) => new(500, "internal_error", message);

    public static ApiError AppNotFound(string app) => new(404, "not_found", $"There is no credential '{app}'.");

    public static ApiError LastAdministrator { get; } = new(409, "conflict", "This is the last enabled Admin credential; make another one first.");

    public static ApiError KeyNotFound(string key) => new(404, "not_found", $"There is no key '{key}'.");

    public static ApiError NoRoute(string name) => new(404, "route_not_found", $"There is no route '{name}'.");

    public static ApiError RouteExists(string name) => new(409, "conflict", $"A route '{name}' exists already; change it with PUT.");

    public static ApiError ModelNotFound(string model) => new(
        404, "model_not_found", $"There is no model '{model}': no route, no alias, no model of the default provider, no provider/model and no pattern that matches it.");

    public static ApiError RequestNotExplained(string id, int kept) => new(
        404,
        "request_not_explained",
        string.Create(CultureInfo.InvariantCulture, $"The request '{id}' is not among the latest {kept}, of which it is kept why they went where they went (option routing.explainedRequests)."));

    public static ApiError DeclaredInConfiguration(string what, string place) => new(
        409, "declared_in_configuration", $"{what} is declared in the configuration file and can only be changed there: {place}. The file is read again when it changes, or with POST /v1/config/reload.");

    public static ApiError InvalidConfiguration(IReadOnlyList<ConfigurationProblem> problems) => new(
        422,
        "invalid_configuration",
        problems is [var only] ? only.ToString() : string.Create(CultureInfo.InvariantCulture, $"The configuration has {problems.Count} problems; details.problems lists them."),
        new ConfigurationDetails(problems));

    public static ApiError NoConfiguration { get; } = new(409, "conflict", "The server was started without a configuration file; give it one with --config.");

    private static string Summary(string subject, IReadOnlyList<Problem> problems) => problems is [var only]
        ? $"{(only.Path.Length > 0 ? only.Path : subject)} {only.Message}"
        : string.Create(CultureInfo.InvariantCulture, $"{subject} has {problems.Count} problems; details.problems lists them.");

    private sealed record ProblemDetails(IReadOnlyList<Problem> Problems);

    private sealed record RetryDetails(long RetryAfter);

    private sealed record ResetDetails(DateTimeOffset ResetDate);

    private sealed record TestDetails(object TestedModels);

    private sealed record UpstreamDetails(string Kind, int? Status, string? RetryAfter);
}
