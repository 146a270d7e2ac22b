using System.Text.Json;

namespace Fairlead.Simulator.Http;

/// <summary>An error as OpenAI words it: <c>{"error": {"message", "type", "param", "code"}}</c> under an HTTP status.</summary>
internal sealed record ApiError(int Status, string Message, string? Type, string? Param = null, string? Code = null)
{
    internal const string InvalidRequest = "invalid_request_error";

    /// <summary>Seconds for the <c>Retry-After</c> header, when there is one.</summary>
    internal int? RetryAfter { get; init; }

    /// <summary>Whether only code and message are told, as Azure's front does.</summary>
    internal bool IsBare { get; init; }

    /// <summary>Members after the usual ones, for the errors that have more.</summary>
    internal Action<Utf8JsonWriter>? More { get; init; }

    /// <summary>What is wrong where, for vendors that list it.</summary>
    internal IReadOnlyList<(string Field, string Description)> Violations { get; init; } = [];

    internal static ApiError BadRequest(string message, string? param = null, string? code = null) =>
        new(400, message, InvalidRequest, param, code);

    internal static ApiError Unknown(string param) => BadRequest($"Unknown parameter: '{param}'.", param, "unknown_parameter");

    internal static ApiError Missing(string param) =>
        BadRequest($"Missing required parameter: '{param}'.", param, "missing_required_parameter");

    internal static ApiError WrongType(string param, string expected, string got) =>
        BadRequest($"Invalid type for '{param}': expected {expected}, but got {got} instead.", param, "invalid_type");

    internal static ApiError WrongValue(string param, string value, string supported) =>
        BadRequest($"Invalid value: '{value}'. Supported values are: {supported}.", param, "invalid_value");

    internal static ApiError EmptyArray(string param) => BadRequest(
        $"Invalid '{param}': empty array. Expected an array with minimum length 1, but got an empty array instead.", param, "empty_array");
}
