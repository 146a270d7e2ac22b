using System.Globalization;
using System.Text.Json;
using Fairlead.Simulator.Catalog;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Images;

/// <summary>A valid request for images.</summary>
/// <param name="Model">The model.</param>
/// <param name="Prompt">What they shall show; null for variations.</param>
/// <param name="Count">How many.</param>
/// <param name="AsUrl">Whether addresses are wanted in place of the images.</param>
internal sealed record ImageRequest(string Model, string? Prompt, int Count, bool AsUrl)
{
    private const string Usual = "dall-e-2";
    private const int Most = 10;

    /// <summary>Whether the model is of the family that gives no addresses, and says what it used.</summary>
    internal bool IsGptImage => Model.Contains("gpt-image", StringComparison.Ordinal);

    internal static ImageRequest Read(Exchange exchange)
    {
        JsonElement body = JsonReading.ParseBody(exchange.Body);
        string model = ModelsEndpoint.OptionalModel(body, exchange.Options, Usual);
        string prompt = body.RequiredString("prompt", "prompt");
        string? format = body.OneOf("response_format", "response_format", "url", "b64_json");
        return new ImageRequest(model, prompt, body.Integer("n", 1, Most) ?? 1, WantsUrl(model, format));
    }

    internal static ImageRequest Read(Exchange exchange, UploadedForm form, bool promptNeeded)
    {
        form.RequiredFile("image");
        string model = FormModel.Of(exchange, form, Usual);
        string? prompt = promptNeeded ? form.Required("prompt") : form["prompt"];
        string? format = form["response_format"];
        if (format is not (null or "url" or "b64_json"))
        {
            throw new RefusedException(ApiError.WrongValue("response_format", format, "'url' and 'b64_json'"));
        }

        return new ImageRequest(model, prompt, ReadCount(form), WantsUrl(model, format));
    }

    private static int ReadCount(UploadedForm form)
    {
        string text = form["n"] ?? "1";
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 1 and <= Most
            ? count
            : throw new RefusedException(ApiError.WrongType("n", $"an integer from 1 to {Most}", $"'{text}'"));
    }

    private static bool WantsUrl(string model, string? format)
    {
        bool gptImage = model.Contains("gpt-image", StringComparison.Ordinal);
        return gptImage && format is not null
            ? throw new RefusedException(ApiError.Unknown("response_format"))
            : !gptImage && format != "b64_json";
    }
}
