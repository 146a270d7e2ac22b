using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Messages.Vertex;

/// <summary>The errors that Google answers with before a request gets to the model's own API. Their <see cref="ApiError.Code"/> is
/// Google's <c>status</c>; errors of the model's API have none.</summary>
internal static class VertexErrors
{
    internal static ApiError Unauthenticated(string message) => new(401, message, "", Code: "UNAUTHENTICATED");

    internal static ApiError UnknownModel(string resource) => new(
        404,
        $"Publisher Model `{resource}` was not found or your project does not have access to it. Please ensure you are using a valid model version. For more information, see: https://cloud.google.com/vertex-ai/generative-ai/docs/learn/model-versions",
        "",
        Code: "NOT_FOUND");

    /// <summary>The error of a status: of Google where it is Google that gives it, of the model's API otherwise.</summary>
    internal static ApiError ByStatus(int status, string resource, int retryAfter) => status switch
    {
        401 => Unauthenticated(
            "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project."),
        403 => new(
            403, $"Permission 'aiplatform.endpoints.predict' denied on resource '//aiplatform.googleapis.com/{resource}' (or it may not exist).", "", Code: "PERMISSION_DENIED"),
        404 => UnknownModel(resource),
        429 => new(
            429,
            $"Quota exceeded for aiplatform.googleapis.com/online_prediction_requests_per_base_model with base model: anthropic-{resource[(resource.LastIndexOf('/') + 1)..]}. Please submit a quota increase request. https://cloud.google.com/vertex-ai/docs/generative-ai/quotas-genai.",
            "",
            Code: "RESOURCE_EXHAUSTED")
        { RetryAfter = retryAfter },
        _ => MessagesErrors.ByStatus(status, retryAfter),
    };
}
