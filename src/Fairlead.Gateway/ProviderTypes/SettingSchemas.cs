namespace Fairlead.Gateway.ProviderTypes;

/// <summary>Schemas of settings that several types have.</summary>
internal static class SettingSchemas
{
    /// <summary><c>strict</c>, which every type has.</summary>
    public const string Strict = """
        {"type": "boolean", "default": false, "description": "Whether a request that would lose a field on its way to the upstream is refused instead."}
        """;

    /// <summary><c>timeouts</c>, which every type and every route has.</summary>
    public const string Timeouts = """
        {
          "type": "object", "additionalProperties": false, "description": "Time-outs in seconds; what is absent is as in options.gateway.",
          "properties": {
            "connectSeconds": {"type": "number", "minimum": 0.1, "maximum": 600, "description": "To establish a connection; at most options.gateway.connectTimeoutSeconds counts."},
            "firstByteSeconds": {"type": "number", "minimum": 0.1, "maximum": 3600, "description": "From sending an attempt to the first byte of its answer."},
            "idleSeconds": {"type": "number", "minimum": 0.1, "maximum": 3600, "description": "Of silence within an answer."},
            "totalSeconds": {"type": "number", "minimum": 0.1, "maximum": 86400, "description": "Of the whole request, retries included."}
          }
        }
        """;

    /// <summary><c>customHeaders</c>.</summary>
    public const string CustomHeaders = """
        {
          "type": "object", "maxProperties": 64, "additionalProperties": {"type": "string", "maxLength": 8192},
          "description": "Headers for every request to the base URL; a value may refer to a secret, as .secrets.NAME in double braces."
        }
        """;

    /// <summary>The pattern of a model's name: no control characters, and no blank at either end, which are always slips and would garble headers and addresses.</summary>
    public const string ModelName = """^[^\\u0000-\\u0020\\u007f-\\u00a0]([^\\u0000-\\u001f\\u007f-\\u009f]*[^\\u0000-\\u0020\\u007f-\\u00a0])?$""";

    /// <summary><c>pricing</c> of a model.</summary>
    public const string Pricing = """
        {
          "type": "object", "required": ["input", "output"], "additionalProperties": false, "description": "USD per million tokens.",
          "properties": {
            "input": {"type": "number", "minimum": 0, "maximum": 1000000},
            "cachedInput": {"type": "number", "minimum": 0, "maximum": 1000000},
            "output": {"type": "number", "minimum": 0, "maximum": 1000000}
          }
        }
        """;

    /// <summary>A setting that names a secret.</summary>
    public static string Secret(string description) => $$"""{"type": "string", "minLength": 1, "maxLength": 100, "description": "{{description}}"}""";

    /// <summary>A setting that is a URL.</summary>
    public static string Url(string description) => $$"""{"type": "string", "minLength": 1, "maxLength": 2048, "description": "{{description}}"}""";

    /// <summary>Text of a pattern, which is part of an address or names something at the vendor.</summary>
    public static string Text(string pattern, string description) =>
        $$"""{"type": "string", "pattern": "{{pattern.Replace("\\", "\\\\", StringComparison.Ordinal)}}", "description": "{{description}}"}""";
}
