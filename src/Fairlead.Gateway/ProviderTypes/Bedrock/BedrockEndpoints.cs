using System.Text.Json;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.ProviderTypes.Anthropic;
using Fairlead.Protocols;
using Fairlead.Protocols.Json;

namespace Fairlead.Gateway.ProviderTypes.Bedrock;

/// <summary>Where Bedrock's models are, and what they are called there.</summary>
internal static class BedrockEndpoints
{
    /// <summary>Where a model is.</summary>
    /// <param name="root">The runtime endpoint.</param>
    /// <param name="draft">The provider.</param>
    public static ModelEntries.UpstreamOf Of(string root, ProviderDraft draft)
    {
        var region = draft.Text("region")!;
        var guardrail = Guardrail(draft);
        return model =>
        {
            var name = model.IsShipped ? InferenceProfile(model.Name, region) : model.Name;
            var path = $"{root}/model/{Uri.EscapeDataString(name)}";
            return new(name, new UpstreamEndpoints(new UpstreamEndpoint(new Uri($"{path}/converse"))
            {
                StreamAddress = new Uri($"{path}/converse-stream"),
                Dialect = Dialect.Converse,
                HasModelInBody = false,
                Target = MessagesEndpoints.TargetOf(model) with { Guardrail = guardrail },
            }));
        };
    }

    // Newer models are served by inference profiles alone, which the prefix names: within a geography where there is one, else anywhere.
    // Source: https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
    private static string InferenceProfile(string model, string region) =>
        $"{(region.StartsWith("us-", StringComparison.Ordinal) ? "us" : region.StartsWith("eu-", StringComparison.Ordinal) ? "eu" : "global")}.anthropic.{model}-v1:0";

    private static JsonSlice Guardrail(ProviderDraft draft)
    {
        if (draft.Text("guardrailIdentifier") is not { } identifier || draft.Text("guardrailVersion") is not { } version)
        {
            return default;
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("guardrailIdentifier", identifier);
            writer.WriteString("guardrailVersion", version);
            writer.WriteEndObject();
        }

        return JsonSlice.TryParse(stream.ToArray(), out var slice) ? slice : default;
    }
}
