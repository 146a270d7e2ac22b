using System.Text.Json;
using Fairlead.Simulator.Catalog;
using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Moderations;

/// <summary><c>POST /v1/moderations</c>: a text is flagged for the categories it names.</summary>
/// <remarks>https://platform.openai.com/docs/api-reference/moderations</remarks>
internal static class ModerationsEndpoint
{
    private static readonly string[] Categories =
    [
        "harassment", "harassment/threatening", "hate", "hate/threatening", "illicit", "illicit/violent", "self-harm",
        "self-harm/instructions", "self-harm/intent", "sexual", "sexual/minors", "violence", "violence/graphic",
    ];

    internal static async Task AnswerAsync(Exchange exchange)
    {
        JsonElement body = JsonReading.ParseBody(exchange.Body);
        string model = ModelsEndpoint.OptionalModel(body, exchange.Options, "omni-moderation-latest");
        IReadOnlyList<string> inputs = ReadInputs(body);
        OrderedError.ThrowIfAny(Directives.Read(inputs[^1]), model, exchange);
        await exchange.WaitForFirstTokenAsync();
        await exchange.WriteJsonAsync(200, new JsonBody(json =>
        {
            json.WriteStartObject();
            json.WriteString("id", $"modr-{exchange.Digest.Add("moderation").Letters(29)}");
            json.WriteString("model", model);
            json.WriteStartArray("results");
            foreach (string input in inputs)
            {
                WriteResult(json, input);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }));
    }

    private static IReadOnlyList<string> ReadInputs(JsonElement body) => body.Get("input") switch
    {
        null => throw new RefusedException(ApiError.Missing("input")),
        { ValueKind: JsonValueKind.String } text => [text.GetString()!],
        { ValueKind: JsonValueKind.Array } empty when empty.GetArrayLength() == 0 => throw new RefusedException(ApiError.EmptyArray("input")),
        { ValueKind: JsonValueKind.Array } parts when parts[0].ValueKind == JsonValueKind.Object =>
            [string.Join('\n', parts.EnumerateArray().Select(p => p.Text("text")).Where(t => t is not null))],
        { ValueKind: JsonValueKind.Array } texts => [.. texts.EnumerateArray().Select(t => t.ValueKind == JsonValueKind.String
            ? t.GetString()!
            : throw new RefusedException(ApiError.WrongType("input", "an array of strings", JsonReading.KindOf(t))))],
        { } other => throw new RefusedException(ApiError.WrongType("input", "one of a string or array", JsonReading.KindOf(other))),
    };

    private static void WriteResult(Utf8JsonWriter json, string input)
    {
        HashSet<string> named = [.. Categories.Where(c => input.Contains(c, StringComparison.OrdinalIgnoreCase))];
        json.WriteStartObject();
        json.WriteBoolean("flagged", named.Count > 0);
        WriteEach(json, "categories", c => json.WriteBooleanValue(named.Contains(c)));
        WriteEach(json, "category_scores", c => json.WriteNumberValue(named.Contains(c) ? 0.95 : Math.Round(new Digest(1).Add(c).Add(input).Fraction / 1000, 8)));
        WriteEach(json, "category_applied_input_types", _ =>
        {
            json.WriteStartArray();
            json.WriteStringValue("text");
            json.WriteEndArray();
        });
        json.WriteEndObject();
    }

    private static void WriteEach(Utf8JsonWriter json, string name, Action<string> write)
    {
        json.WriteStartObject(name);
        foreach (string category in Categories)
        {
            json.WritePropertyName(category);
            write(category);
        }

        json.WriteEndObject();
    }
}
