using System.Text;
using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Audio;

/// <summary><c>POST /v1/audio/transcriptions</c> and <c>/v1/audio/translations</c>.</summary>
/// <remarks>https://platform.openai.com/docs/api-reference/audio</remarks>
internal static class TranscriptionEndpoint
{
    private static readonly string[] Formats = ["json", "text", "srt", "verbose_json", "vtt", "diarized_json"];

    internal static Task TranscribeAsync(Exchange exchange) => AnswerAsync(exchange, "transcribe");

    internal static Task TranslateAsync(Exchange exchange) => AnswerAsync(exchange, "translate");

    private static async Task AnswerAsync(Exchange exchange, string task)
    {
        UploadedForm form = await UploadedForm.ReadAsync(exchange, keptBytes: 0);
        UploadedFile file = form.RequiredFile("file");
        string model = FormModel.Of(exchange, form, null);
        string format = form["response_format"] ?? "json";
        if (!Formats.Contains(format))
        {
            throw new RefusedException(ApiError.WrongValue("response_format", format, JsonReading.Listed(Formats)));
        }

        var directives = Directives.Read(form["prompt"] ?? "");
        OrderedError.ThrowIfAny(directives, model, exchange);
        var transcript = new Transcript(
            task, form["language"] ?? "english", directives.Reply ?? $"This is a simulated transcript of {file.FileName}, {file.Length} bytes long.");
        await exchange.WaitForFirstTokenAsync();
        var pace = new Pace(exchange.Options.TokensPerSecond, exchange.Clock);
        if (form["stream"] is "true" or "True" && task == "transcribe")
        {
            await StreamAsync(exchange, pace, transcript);
            return;
        }

        await pace.WaitAsync(TextPieces.Count(transcript.Text), exchange.ClientGone);
        await WholeAsync(exchange, transcript, format);
    }

    private static async Task WholeAsync(Exchange exchange, Transcript transcript, string format)
    {
        if (format is "json" or "verbose_json" or "diarized_json")
        {
            await exchange.WriteJsonAsync(200, new JsonBody(json => transcript.WriteTo(json, verbose: format != "json")));
            return;
        }

        byte[] text = Encoding.UTF8.GetBytes(transcript.Plain(format));
        exchange.Begin(200, "text/plain; charset=utf-8");
        exchange.Response.ContentLength = text.Length;
        await exchange.Response.Body.WriteAsync(text, exchange.ClientGone);
    }

    private static async Task StreamAsync(Exchange exchange, Pace pace, Transcript transcript)
    {
        var events = new ServerSentEvents(exchange);
        events.Begin();
        foreach (string piece in TextPieces.Split(transcript.Text))
        {
            await pace.WaitAsync(TextPieces.CountPiece(piece), exchange.ClientGone);
            bool sent = await events.SendAsync(null, json =>
            {
                json.WriteString("type", "transcript.text.delta");
                json.WriteString("delta", piece);
            });
            if (!sent)
            {
                return;
            }
        }

        await events.SendAsync(null, json =>
        {
            json.WriteString("type", "transcript.text.done");
            transcript.WriteMembers(json);
        });
    }
}
