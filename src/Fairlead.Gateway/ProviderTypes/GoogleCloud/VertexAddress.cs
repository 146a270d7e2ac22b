namespace Fairlead.Gateway.ProviderTypes.GoogleCloud;

/// <summary>The addresses of Vertex AI.</summary>
internal static class VertexAddress
{
    /// <summary>
    /// What stands before <c>/models</c> for a publisher. A base URL is taken for all that stands before <c>/publishers</c>, or before <c>/models</c> when its path
    /// names the publisher already, or ends in the Gemini API's version, which knows no publishers.
    /// </summary>
    public static string Publisher(string baseUrl, string publisher)
    {
        var ownsModels = baseUrl.EndsWith($"/publishers/{publisher}", StringComparison.Ordinal) || baseUrl.EndsWith("/v1beta", StringComparison.Ordinal);
        return ownsModels ? baseUrl : $"{baseUrl}/publishers/{publisher}";
    }

    /// <summary>A model of a publisher. Claude's names have an <c>@</c>, which a path may hold as it is (RFC 3986, section 3.3).</summary>
    public static string Model(string publisher, string model) => $"{publisher}/models/{Uri.EscapeDataString(model).Replace("%40", "@", StringComparison.Ordinal)}";

    /// <summary>What stands before <c>/publishers</c> for the project in a provider's settings; null when they do not say it.</summary>
    public static string? Project(ProviderDraft draft) => draft.Text("project") is { } project && draft.Text("location") is { } location
        ? $"https://{Host(location)}/v1/projects/{Uri.EscapeDataString(project)}/locations/{location}"
        : null;

    // Source: https://cloud.google.com/vertex-ai/generative-ai/docs/partner-models/use-partner-models (global, multi-region and regional endpoints)
    private static string Host(string location) => location switch
    {
        "global" => "aiplatform.googleapis.com",
        "us" or "eu" => $"aiplatform.{location}.rep.googleapis.com",
        _ => $"{location}-aiplatform.googleapis.com",
    };
}
