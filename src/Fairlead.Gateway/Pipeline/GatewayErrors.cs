using System.Globalization;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Caching;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Routing;
using Fairlead.Protocols;

namespace Fairlead.Gateway.Pipeline;

/// <summary>Every error that the gateway answers with, in one place.</summary>
public static class GatewayErrors
{
    /// <summary>401: no key or token, or one that is unknown, expired or revoked.</summary>
    public static GatewayError Unauthorized { get; } = new(
        401, "invalid_api_key", "Incorrect API key or access token provided. Send 'Authorization: Bearer <key>' with a key of this gateway (POST /v1/keys) or an access token.");

    /// <summary>404 of a route.</summary>
    public static GatewayError UnknownRoute(string method, string path) => new(404, "unknown_url", $"Unknown request URL: {method} {path}.");

    /// <summary>405 of a route.</summary>
    public static GatewayError MethodNotSupported(string method, string path) => new(405, "method_not_supported", $"{path} does not take {method}.");

    /// <summary>426 of a route that is asked for over a WebSocket: clients that try one first take this as the word to go on over HTTP.</summary>
    public static GatewayError NoWebSocket(string path) => new(426, "websocket_not_supported", $"{path} is not served over WebSocket. Send it as an HTTP POST; a stream comes as server-sent events.");

    /// <summary>413</summary>
    public static GatewayError TooLarge(long limit) => new(
        413, "request_too_large", string.Create(CultureInfo.InvariantCulture, $"The request body is larger than {limit} bytes (setting gateway.maxRequestBytes)."));

    /// <summary>413 of an upload.</summary>
    public static GatewayError UploadTooLarge(long limit) => new(
        413, "request_too_large", string.Create(CultureInfo.InvariantCulture, $"The upload is larger than {limit} bytes (setting gateway.maxUploadBytes)."));

    /// <summary>408: the client sends too slowly.</summary>
    public static GatewayError UploadTooSlow { get; } = new(408, "upload_too_slow", "The upload came too slowly.");

    /// <summary>400: the body ends before its end.</summary>
    public static GatewayError UploadCutOff { get; } = new(400, "upload_cut_off", "The request body ended before it was complete.");

    /// <summary>400: a form without a boundary.</summary>
    public static GatewayError NoBoundary { get; } = new(
        400, "invalid_multipart", "The Content-Type names no valid boundary: expected multipart/form-data; boundary=… with 1 to 70 characters.");

    /// <summary>400: a form that names no model.</summary>
    public static GatewayError MissingModel { get; } = new(400, "missing_required_parameter", "Missing required parameter: 'model'.") { Param = "model" };

    /// <summary>400: a batch's body without its input.</summary>
    public static GatewayError NoInputFile { get; } = new(
        400, "missing_required_parameter", "Missing required parameter: 'input_file_id'. The body must be a JSON object that names it once, as a text.") { Param = "input_file_id" };

    /// <summary>400: a list's <c>limit</c> that is out of range.</summary>
    public static GatewayError InvalidLimit(int most) => new(
        400, "invalid_value", string.Create(CultureInfo.InvariantCulture, $"Invalid value for 'limit': expected a whole number from 1 to {most}.")) { Param = "limit" };

    /// <summary>404: no provider for what asks no model.</summary>
    public static GatewayError NoDefaultProvider { get; } = new(
        404, "provider_not_found", "There is no default provider. Name one with the header x-fairlead-provider, or set a default with PUT /v1/llm-providers/defaults.");

    /// <summary>404: <c>x-fairlead-provider</c> names none.</summary>
    public static GatewayError ProviderNotFound(string identifier) => new(
        404, "provider_not_found", $"The provider '{identifier}' (header x-fairlead-provider) does not exist or is disabled.");

    /// <summary>400: the provider speaks another dialect.</summary>
    public static GatewayError ProviderLacks(ProviderSnapshot provider, Operation operation) => new(
        400, "unsupported_operation", $"The provider '{provider.Identifier}' does not speak OpenAI's dialect and has no {operation.ToString().ToLowerInvariant()}. Name another one with the header x-fairlead-provider.");

    /// <summary>404: an id that the principal does not own, whether it exists or not.</summary>
    public static GatewayError NoSuchFile(string id, string param = "id") => new(404, "not_found", $"No such File object: {id}") { Param = param };

    /// <summary>404, likewise.</summary>
    public static GatewayError NoSuchBatch(string id) => new(404, "not_found", $"No batch found with id '{id}'.") { Param = "id" };

    /// <summary>503: too many request bytes are held already.</summary>
    public static GatewayError OutOfBuffers { get; } = new(
        503, "gateway_overloaded", "The gateway holds as many request bytes as it may (setting gateway.maxBufferedBytes). Try again shortly.") { RetryAfter = "1" };

    /// <summary>415: a compressed body.</summary>
    public static GatewayError CompressedRequest { get; } = new(
        415, "unsupported_content_encoding", "Compressed request bodies are not accepted; send the body without Content-Encoding.");

    /// <summary>400: a body that cannot be read.</summary>
    public static GatewayError Unreadable(RequestProblem problem) => new(400, problem.Code, problem.Message) { Param = problem.Param };

    /// <summary>400: a <c>stream</c> that some servers read as true and others do not.</summary>
    public static GatewayError StreamNotBoolean { get; } = new(400, "invalid_type", "Invalid type for 'stream': expected a boolean.") { Param = "stream" };

    /// <summary>404: no such model.</summary>
    public static GatewayError ModelNotFound(string model) => new(
        404, "model_not_found", $"The model '{model}' does not exist. GET /v1/models lists the models; one of another provider than the default is addressed as 'provider/model'.") { Param = "model" };

    /// <summary>403: the key is limited to other models.</summary>
    public static GatewayError ModelNotAllowed(string model) => new(
        403, "model_not_allowed", $"This key may not use the model '{model}'. GET /v1/models lists those that it may; an administrator limits keys when making them.") { Param = "model" };

    /// <summary>403: a batch may ask any model, which a key that is limited to some may not.</summary>
    public static GatewayError BatchNotAllowed { get; } = new(403, "model_not_allowed", "This key is limited to certain models, and cannot make batches, whose models are not looked at.");

    /// <summary>404: the model or its provider is switched off.</summary>
    public static GatewayError ModelDisabled(Deployment deployment) => new(
        404,
        "model_not_found",
        deployment.Provider.Enabled
            ? $"The model '{deployment.Model}' of provider '{deployment.Provider.Identifier}' is disabled."
            : $"The provider '{deployment.Provider.Identifier}' of model '{deployment.Model}' is disabled.") { Param = "model" };

    /// <summary>400: the model serves other operations.</summary>
    public static GatewayError OperationNotServed(Deployment deployment, Operation operation) => new(
        400, "unsupported_operation", $"The model '{deployment.Model}' of provider '{deployment.Provider.Identifier}' does not serve {operation.ToString().ToLowerInvariant()} (config.models[].operations).") { Param = "model" };

    /// <summary>404: a declared model of whose deployments none is there, or none is enabled.</summary>
    public static GatewayError NoDeployment(Route route) => new(
        404, "model_not_found", $"None of the deployments of the model '{route.Name}' is there and enabled (routes[\"{route.Name}\"].deployments).") { Param = "model" };

    /// <summary>400: tags that no deployment has together.</summary>
    public static GatewayError NoDeploymentForTags(Route route, IReadOnlyList<string> tags) => new(
        400,
        "no_deployment_for_tags",
        tags.Count == 0
            ? $"No deployment of the model '{route.Name}' serves requests without tags; name some in the header x-fairlead-tags."
            : $"No deployment of the model '{route.Name}' has the tags {string.Join(", ", tags.Select(static tag => $"'{tag}'"))} (header x-fairlead-tags).");

    /// <summary>400: a time-out that is no number of seconds.</summary>
    public static GatewayError InvalidTimeout(string header) => new(400, "invalid_value", $"Invalid value for the header '{header}': expected seconds, above 0 and at most 86400.") { Param = header };

    /// <summary>400: a time to keep an answer that is no number of seconds.</summary>
    public static GatewayError InvalidCacheSeconds(int most) => new(
        400, "invalid_value", string.Create(CultureInfo.InvariantCulture, $"Invalid value for the header '{CacheWish.SecondsHeader}': expected whole seconds, from 0 to {most} (setting cache.maxRequestSeconds)."))
    {
        Param = CacheWish.SecondsHeader,
    };

    /// <summary>400: a directive without its seconds.</summary>
    public static GatewayError InvalidCacheControl(string directive) => new(
        400, "invalid_value", $"Invalid value for the header 'cache-control': expected whole seconds in '{directive}'.") { Param = "cache-control" };

    /// <summary>504: the client wants nothing but what is kept. Source: RFC 9111, section 5.2.1.7.</summary>
    public static GatewayError NotCached { get; } = new(504, "not_cached", "There is no answer in the cache that would do, and the header 'cache-control: only-if-cached' wants no other.");

    /// <summary>503: every deployment that could serve has failed of late.</summary>
    public static GatewayError AllCoolingDown(Route route, TimeSpan wait) => new(
        503, "no_deployment_available", $"Every deployment of the model '{route.Name}' is resting after failures. Try again in {Seconds(wait)} s.") { RetryAfter = Seconds(wait) };

    /// <summary>429: every deployment that could serve is at its limit.</summary>
    public static GatewayError AllAtLimit(Route route) => new(
        429, "rate_limit_exceeded", $"Every deployment of the model '{route.Name}' is at its limit of requests or tokens. Try again shortly.") { RetryAfter = "1" };

    /// <summary>400: a strict request that would lose fields.</summary>
    public static GatewayError WouldLose(Attempt attempt) => new(
        400,
        "unsupported_parameter",
        $"The upstream '{attempt.Deployment!.FullName}' cannot be told: {string.Join("; ", attempt.Lost.Select(static loss => loss.Part is null ? $"'{loss.Field}'" : $"'{loss.Field}' ({loss.Part})"))}. "
        + "Leave them out, or send the request without x-fairlead-strict (and with the provider's setting strict: false) to go on without them.")
    {
        Param = attempt.Lost[0].Field,
    };

    /// <summary>400: more input than the model can read.</summary>
    public static GatewayError ContextWindowExceeded(int window, int tokens) => new(
        400,
        "context_length_exceeded",
        string.Create(CultureInfo.InvariantCulture, $"This model's maximum context length is {window} tokens, but the input has about {tokens}. Shorten the input."))
    {
        Param = "messages",
    };

    /// <summary>404: no such response, or another principal's. The body is OpenAI's but for the code, which it leaves null.</summary>
    public static GatewayError ResponseNotFound(string id) => new(404, "response_not_found", $"Response with id '{id}' not found.");

    /// <summary>404: the provider that keeps a response is gone.</summary>
    public static GatewayError ResponseKeeperGone(string id, string provider) => new(
        404, "response_not_found", $"Response with id '{id}' is kept by the provider '{provider}', which is not connected or is disabled.");

    /// <summary>404: no such item to refer to, or another principal's.</summary>
    public static GatewayError ItemNotFound(string id) => new(404, "item_not_found", $"Item with id '{id}' not found.") { Param = "input" };

    /// <summary>404: no such response to follow on from, or another principal's. OpenAI answers this code with 400.</summary>
    public static GatewayError PreviousResponseNotFound(string id) => new(
        404, "previous_response_not_found", $"Previous response with id '{id}' not found.") { Param = "previous_response_id" };

    /// <summary>400: the response to follow on from is kept by one provider and asked of another.</summary>
    public static GatewayError PreviousResponseElsewhere(string id, string provider) => new(
        400,
        "previous_response_elsewhere",
        $"Previous response with id '{id}' is kept by the provider '{provider}', which alone can follow on from it. Ask a model of that provider, or send the conversation's items as input.")
    {
        Param = "previous_response_id",
    };

    /// <summary>400: the response to follow on from has no end.</summary>
    public static GatewayError PreviousResponseFailed(string id) => new(
        400, "previous_response_failed", $"Previous response with id '{id}' failed, so nothing can follow on from it. Follow on from the one before it.") { Param = "previous_response_id" };

    /// <summary>400: an id that is no text.</summary>
    public static GatewayError PreviousResponseNotText { get; } = new(
        400, "invalid_type", "Invalid type for 'previous_response_id': expected a string.") { Param = "previous_response_id" };

    /// <summary>400: only a response in the background can be cancelled, and the gateway keeps none that is still under way.</summary>
    public static GatewayError ResponseNotCancellable { get; } = new(400, "response_not_cancellable", "Cannot cancel a synchronous response.");

    /// <summary>400: a response that the gateway keeps is not told again as a stream.</summary>
    public static GatewayError KeptResponseNotStreamed { get; } = new(
        400, "unsupported_parameter", "This response is kept by the gateway, which gives it whole; leave 'stream' out.") { Param = "stream" };

    /// <summary>400: a query's value.</summary>
    public static GatewayError InvalidQuery(string name, string problem) => new(400, "invalid_value", $"Invalid '{name}': {problem}.") { Param = name };

    private static string Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    /// <summary>What the client is told of an upstream's failure before the answer's first byte.</summary>
    public static GatewayError Of(AttemptFailure failure) => failure.Kind switch
    {
        FailureKind.Auth => new(502, "upstream_authentication_failed", failure.Message),
        FailureKind.RateLimited => new(429, "rate_limit_exceeded", failure.Message) { RetryAfter = failure.RetryAfter },
        FailureKind.Overloaded => new(503, "upstream_overloaded", failure.Message) { RetryAfter = failure.RetryAfter ?? "1" },
        FailureKind.TimedOut => new(504, "upstream_timed_out", failure.Message),
        FailureKind.Unreachable when failure.UpstreamStatus is null => new(502, "upstream_unreachable", failure.Message),
        FailureKind.Unreachable => new(502, "upstream_error", failure.Message),
        FailureKind.CutOff => new(502, "upstream_cut_off", failure.Message),
        FailureKind.NotOpenAIShaped => new(502, "upstream_invalid_response", failure.Message),
        FailureKind.NotFound => new(404, failure.UpstreamCode ?? "model_not_found", failure.Message),
        FailureKind.Refused => new(400, failure.UpstreamCode ?? "content_policy_violation", failure.Message),
        _ => new(failure.UpstreamStatus ?? 400, failure.UpstreamCode ?? "bad_request", failure.Message),
    };
}
