using System.Text.Json;
using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Images;

/// <summary><c>/v1/images</c>: generations, edits and variations.</summary>
/// <remarks>https://platform.openai.com/docs/api-reference/images</remarks>
internal static class ImagesEndpoint
{
    /// <summary>Billed for each image.</summary>
    private const int ImageTokens = 272;

    /// <summary>A PNG of one pixel.</summary>
    private const string Pixel =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    internal static Task GenerateAsync(Exchange exchange) => AnswerAsync(exchange, ImageRequest.Read(exchange));

    internal static Task EditAsync(Exchange exchange) => AnswerFormAsync(exchange, promptNeeded: true);

    internal static Task VaryAsync(Exchange exchange) => AnswerFormAsync(exchange, promptNeeded: false);

    private static async Task AnswerFormAsync(Exchange exchange, bool promptNeeded)
    {
        UploadedForm form = await UploadedForm.ReadAsync(exchange, keptBytes: 0);
        await AnswerAsync(exchange, ImageRequest.Read(exchange, form, promptNeeded));
    }

    private static async Task AnswerAsync(Exchange exchange, ImageRequest request)
    {
        OrderedError.ThrowIfAny(Directives.Read(request.Prompt ?? ""), request.Model, exchange);
        await exchange.WaitForFirstTokenAsync();
        await exchange.WriteJsonAsync(200, new JsonBody(json => Write(json, exchange, request)));
    }

    private static void Write(Utf8JsonWriter json, Exchange exchange, ImageRequest request)
    {
        json.WriteStartObject();
        json.WriteNumber("created", exchange.CreatedAt);
        json.WriteStartArray("data");
        for (int i = 0; i < request.Count; i++)
        {
            json.WriteStartObject();
            if (request.AsUrl)
            {
                json.WriteString("url", $"https://images.example.com/{exchange.Digest.Add("image").Add(i).Letters(24)}.png");
            }
            else
            {
                json.WriteString("b64_json", Pixel);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (request.IsGptImage)
        {
            WriteUsage(json, TextPieces.Count(request.Prompt ?? ""), request.Count * ImageTokens);
        }

        json.WriteEndObject();
    }

    private static void WriteUsage(Utf8JsonWriter json, int input, int output)
    {
        json.WriteStartObject("usage");
        json.WriteNumber("total_tokens", input + output);
        json.WriteNumber("input_tokens", input);
        json.WriteNumber("output_tokens", output);
        json.WriteStartObject("input_tokens_details");
        json.WriteNumber("text_tokens", input);
        json.WriteNumber("image_tokens", 0);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
