using Fairlead.Simulator.Aws;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json.Shapes;

namespace Fairlead.Simulator.Converse;

/// <summary>Bedrock's errors: an HTTP status and an exception's name
/// (https://docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html).</summary>
internal static class ConverseErrors
{
    /// <summary>What Bedrock puts before the words of the model's vendor.</summary>
    private const string OfModel = "The model returned the following errors: ";

    internal static RefusedException Invalid(string message) => new(new ApiError(400, message, "ValidationException"));

    internal static RefusedException InvalidForModel(string message) => Invalid(OfModel + message);

    /// <summary>A value that breaks a constraint of the service's model.</summary>
    internal static RefusedException Constraint(string value, string member, string constraint) => Invalid(
        $"1 validation error detected: Value {value} at '{member}' failed to satisfy constraint: Member must {constraint}");

    internal static RefusedException OfShape(ShapeFault fault)
    {
        string at = string.Join('.', fault.Path);
        return fault.Problem switch
        {
            ShapeProblem.Unknown => Invalid(
                $"Malformed input request: #{string.Concat(fault.Path.Select(p => "/" + p))}: extraneous key [{fault.Name}] is not permitted, please reformat your input and try again."),
            ShapeProblem.Missing => Constraint("null", MemberOf([.. fault.Path, fault.Name]), "not be null"),
            ShapeProblem.NotAllowed => Constraint(
                $"'{fault.Value.GetString()}'", MemberOf(fault.Path), $"satisfy enum value set: [{fault.Expected.TrimStart(',', ' ')}]"),
            ShapeProblem.NoneChosen => Invalid(
                $"{fault.Expected[..fault.Expected.IndexOf(':', StringComparison.Ordinal)]} object at {at} must set one of the following keys: {fault.Expected[(fault.Expected.IndexOf(':', StringComparison.Ordinal) + 2)..]}."),
            ShapeProblem.SeveralChosen => Invalid($"{fault.Expected} object at {at} must set only one key, but '{fault.Name}' is set as well."),
            _ => new(new ApiError(400, $"{fault.Value.ValueKind.ToString().ToUpperInvariant()}_VALUE at {at} can not be converted to {fault.Expected}", "SerializationException")),
        };
    }

    internal static ApiError OfSignature(SignatureException e) => e.Fault switch
    {
        SignatureFault.Missing => new(403, e.Message, "MissingAuthenticationTokenException"),
        SignatureFault.Incomplete => new(403, e.Message, "IncompleteSignatureException"),
        SignatureFault.UnknownKey => new(403, e.Message, "UnrecognizedClientException"),
        SignatureFault.Expired => new(403, e.Message, "ExpiredTokenException"),
        _ => new(403, e.Message, "InvalidSignatureException"),
    };

    internal static ApiError ByStatus(int status) => status switch
    {
        400 => ByName("ValidationException"),
        403 => ByName("AccessDeniedException"),
        404 => ByName("ResourceNotFoundException"),
        408 => ByName("ModelTimeoutException"),
        424 => ByName("ModelErrorException"),
        429 => ByName("ThrottlingException"),
        500 => ByName("InternalServerException"),
        503 => ByName("ServiceUnavailableException"),
        _ => new(status, $"The request was refused (simulated {status}).", status >= 500 ? "InternalServerException" : "ValidationException"),
    };

    internal static ApiError? ByCode(string code) => code switch
    {
        "context_length_exceeded" => new(400, "Input is too long for requested model.", "ValidationException"),
        "insufficient_quota" => ByName("ServiceQuotaExceededException"),
        "rate_limit_exceeded" => ByName("ThrottlingException"),
        "model_not_found" => ByName("ResourceNotFoundException"),
        "server_error" => ByName("InternalServerException"),
        _ => Known(code),
    };

    private static ApiError ByName(string name) => Known(name)!;

    private static ApiError? Known(string name) => name switch
    {
        "ValidationException" => new(400, "The request is not valid (simulated).", name),
        "AccessDeniedException" => new(403, "You don't have access to the model with the specified model ID.", name),
        "ResourceNotFoundException" => new(404, "Could not resolve the foundation model from the provided model identifier.", name),
        "ModelTimeoutException" => new(408, "The request took too long to process. Processing time exceeded the model timeout length.", name),
        "ModelErrorException" => new(424, "The request failed due to an error while processing the model.", name),
        "ModelNotReadyException" => new(429, "The model specified in the request is not ready to serve inference requests.", name),
        "ThrottlingException" => new(429, "Too many requests, please wait before trying again.", name),
        "ServiceQuotaExceededException" => new(400, "Your request exceeds the service quota for your account.", name),
        "InternalServerException" => new(500, "The system encountered an unexpected error during processing. Try your request again.", name),
        "ServiceUnavailableException" => new(503, "Bedrock is unable to process your request.", name),
        "ModelStreamErrorException" => new(424, "An error occurred while streaming the response.", name),
        _ => null,
    };

    /// <summary>The path as AWS spells it: lists are called member and count from one.</summary>
    private static string MemberOf(IEnumerable<string> path) => string.Join('.', path.Select(
        step => int.TryParse(step, out int index) ? $"{index + 1}.member" : step));
}
