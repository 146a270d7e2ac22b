namespace Fairlead.Protocols;

/// <summary>What can be wrong with a request, in OpenAI's codes.</summary>
internal static class RequestProblems
{
    /// <summary>A field is missing.</summary>
    public static RequestProblem Required(string field) => new("missing_required_parameter", $"Missing required parameter: '{field}'.", field);

    /// <summary>A value is of the wrong kind.</summary>
    public static RequestProblem Type(string field, string expected) => new("invalid_type", $"Invalid type for '{field}': expected {expected}.", field);

    /// <summary>A value is none of those there are.</summary>
    public static RequestProblem Value(string field, string expected) => new("invalid_value", $"Invalid value for '{field}': expected {expected}.", field);
}
