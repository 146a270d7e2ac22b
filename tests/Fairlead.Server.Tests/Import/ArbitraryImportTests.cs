using CsCheck;
using Fairlead.Server.Import;
using YamlDotNet.Core;

namespace Fairlead.Server.Tests.Import;

/// <summary>Whatever is written, conversion ends with a document and notes.</summary>
public sealed class ArbitraryImportTests
{
    private static readonly Gen<string> Name = Pick(
        "model_list", "model_name", "litellm_params", "model", "api_key", "api_base", "model_info", "router_settings", "litellm_settings", "general_settings", "fallbacks", "default_fallbacks",
        "model_group_alias", "cache", "cache_params", "ttl", "retry_policy", "model_group_retry_policy", "routing_groups", "models", "credential_list", "credential_name", "credential_values", "litellm_credential_name",
        "environment_variables", "include", "organization", "extra_headers", "rpm", "weight", "order", "timeout", "tags", "vertex_credentials", "guardrailConfig", "input_cost_per_token", "output_cost_per_token",
        "targets", "strategy", "mode", "override_params", "provider", "virtual_key", "retry", "attempts", "request_timeout", "providers", "keys", "value", "aliases", "openai", "azure", "azure_key_config", "bedrock",
        "governance", "virtual_keys", "provider_configs", "allowed_models", "network_config", "<<", "*", "a b");

    private static readonly Gen<string> Scalar = Gen.OneOf(
        Pick(
            "openai/gpt-4o", "azure/x", "bedrock/us.anthropic.claude", "bedrock/converse/us-east-1/m", "vertex_ai/claude-x", "gemini/gemini-2", "azure_ai/claude", "groq/*", "*", "a*b*c", "os.environ/X", "os.environ/", "env.X", "@openai-prod/gpt-4o",
            "https://h.openai.azure.com/openai?x", "http://[bad", "true", "null", "-1", "0", "1e400", "99999999999999999999999999999999", "0.5", "fallback", "loadbalance", "conditional", "'{\"client_email\": 1}'", "''", "'${'", "1"),
        Gen.String[Gen.Char.AlphaNumeric, 0, 8].Select(static text => $"'{text}'"));

    private static readonly Gen<string> Tree = Nested(6);

    [Theory]
    [InlineData("litellm/x.yaml")]
    [InlineData("portkey/x.json")]
    [InlineData("bifrost/x.json")]
    public void Conversion_OfWhatever_DoesNotThrow(string source) => Tree.Sample(
        text =>
        {
            SourceDocument document;
            try
            {
                document = SourceDocument.Parse(source, text);
            }
            catch (YamlException)
            {
                return;
            }

            var result = ImportCases.Convert(source, document);
            Assert.NotNull(DocumentWriter.Write(result.Document));
            Assert.All(result.Notes, note => Assert.True(note.Position.Line > 0 && note.Message.Length > 0));
        },
        iter: 3000,
        threads: 1);

    private static Gen<string> Pick(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    // Flow style, as JSON: braces and brackets.
    private static Gen<string> Nested(int depth) => depth == 0
        ? Scalar
        : Gen.Frequency(
            (3, Scalar),
            (5, Gen.Select(Name, Nested(depth - 1)).Array[0, 5].Select(static members => $"{{{string.Join(", ", members.DistinctBy(static member => member.Item1).Select(static member => $"'{member.Item1}': {member.Item2}"))}}}")),
            (3, Nested(depth - 1).Array[0, 4].Select(static items => $"[{string.Join(", ", items)}]")));
}
