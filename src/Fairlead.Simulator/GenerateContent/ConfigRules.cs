using System.Text.Json;
using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.GenerateContent;

/// <summary>What <c>generationConfig</c> may hold.</summary>
internal static class ConfigRules
{
    internal const string PlainEnum = "text/x.enum";
    private const int MostStops = 5;
    private static readonly string[] MimeTypes = ["text/plain", "application/json", PlainEnum];

    internal static void Check(JsonElement config)
    {
        CheckRange(config, "temperature", "temperature", 0, 2);
        CheckRange(config, "topP", "top_p", 0, 1);
        CheckRange(config, "candidateCount", "candidate_count", 1, 8);
        CheckRange(config, "maxOutputTokens", "max_output_tokens", 1, int.MaxValue);
        CheckRange(config, "presencePenalty", "presence_penalty", -2, 2);
        CheckRange(config, "frequencyPenalty", "frequency_penalty", -2, 2);
        CheckRange(config, "logprobs", "logprobs", 0, 20);
        if (config.Get("logprobs") is not null && !config.Flag("responseLogprobs"))
        {
            throw Wrong("logprobs", "logprobs requires response_logprobs to be set.");
        }

        if (config.Items("stopSequences").Count() > MostStops)
        {
            throw Wrong("stop_sequences", $"at most {MostStops} stop sequences are supported.");
        }

        JsonElement thinking = config.Get("thinkingConfig") ?? default;
        if (thinking.Get("thinkingBudget") is not null && thinking.Get("thinkingLevel") is not null)
        {
            throw GoogleErrors.Invalid("You can only set only one of thinking budget and thinking level.");
        }

        CheckFormat(config);
    }

    internal static AnswerFormat FormatOf(JsonElement config) => config.Text("responseMimeType") is "application/json" or PlainEnum
        ? new AnswerFormat(true, config.Get("responseSchema") is { } schema ? OpenApiSchema.ToJsonSchema(schema) : config.Get("responseJsonSchema"))
        : new AnswerFormat(false, null);

    private static void CheckFormat(JsonElement config)
    {
        string mime = config.Text("responseMimeType") ?? "text/plain";
        if (!MimeTypes.Contains(mime))
        {
            throw Wrong("response_mime_type", "allowed mimetypes are `text/plain`, `application/json` and `text/x.enum`.");
        }

        bool given = (config.Get("responseSchema") ?? config.Get("responseJsonSchema")) is not null;
        if (given && mime == "text/plain")
        {
            throw Wrong("response_schema", "only allowed when response_mime_type is `application/json` or `text/x.enum`.");
        }

        if (config.Get("responseSchema") is { } schema)
        {
            OpenApiSchema.Check(schema, "* GenerateContentRequest.generation_config.response_schema");
        }
    }

    private static void CheckRange(JsonElement config, string name, string field, double least, double most)
    {
        if (config.Get(name) is { } value && (value.GetDouble() < least || value.GetDouble() > most))
        {
            throw Wrong(field, $"{field} must be in the range [{least}, {most}].");
        }
    }

    private static Http.RefusedException Wrong(string field, string problem) =>
        GoogleErrors.Invalid($"* GenerateContentRequest.generation_config.{field}: {problem}\n");
}
