using System.Text.Json;
using Fairlead.Simulator.Catalog;
using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Audio;

/// <summary><c>POST /v1/audio/speech</c>: bytes that sound like nothing, a kilobyte for every piece of the text.</summary>
internal static class SpeechEndpoint
{
    private const int LongestInput = 4_096;

    internal static async Task AnswerAsync(Exchange exchange)
    {
        JsonElement body = JsonReading.ParseBody(exchange.Body);
        string model = ModelsEndpoint.RequiredModel(body, exchange.Options);
        string input = body.RequiredString("input", "input");
        _ = body.Get("voice") ?? throw new RefusedException(ApiError.Missing("voice"));
        string format = body.OneOf("response_format", "response_format", "mp3", "opus", "aac", "flac", "wav", "pcm") ?? "mp3";
        bool events = body.OneOf("stream_format", "stream_format", "audio", "sse") == "sse";
        body.Decimal("speed", 0.25, 4);
        if (input.Length is 0 or > LongestInput)
        {
            throw new RefusedException(ApiError.BadRequest(
                $"Invalid 'input': string too long or empty. Expected a string with length 1 to {LongestInput}, but got a string with length {input.Length} instead.",
                "input",
                "string_above_max_length"));
        }

        OrderedError.ThrowIfAny(Directives.Read(input), model, exchange);
        await exchange.WaitForFirstTokenAsync();
        var pace = new Pace(exchange.Options.TokensPerSecond, exchange.Clock);
        await (events ? StreamAsync(exchange, pace, input) : SpeakAsync(exchange, pace, input, format));
    }

    private static async Task SpeakAsync(Exchange exchange, Pace pace, string input, string format)
    {
        exchange.Begin(200, ContentTypeOf(format));
        var chunks = new ChunkWriter(exchange);
        foreach (string piece in TextPieces.Split(input))
        {
            await pace.WaitAsync(TextPieces.CountPiece(piece), exchange.ClientGone);
            if (!await chunks.SendAsync(Noise.Of(piece)))
            {
                return;
            }
        }
    }

    private static async Task StreamAsync(Exchange exchange, Pace pace, string input)
    {
        var events = new ServerSentEvents(exchange);
        events.Begin();
        foreach (string piece in TextPieces.Split(input))
        {
            await pace.WaitAsync(TextPieces.CountPiece(piece), exchange.ClientGone);
            bool sent = await events.SendAsync(null, json =>
            {
                json.WriteString("type", "speech.audio.delta");
                json.WriteBase64String("audio", Noise.Of(piece));
            });
            if (!sent)
            {
                return;
            }
        }

        int tokens = TextPieces.Count(input);
        await events.SendAsync(null, json =>
        {
            json.WriteString("type", "speech.audio.done");
            json.WriteStartObject("usage");
            json.WriteNumber("input_tokens", tokens);
            json.WriteNumber("output_tokens", tokens);
            json.WriteNumber("total_tokens", tokens * 2);
            json.WriteEndObject();
        });
    }

    private static string ContentTypeOf(string format) => format switch
    {
        "mp3" => "audio/mpeg",
        "opus" => "audio/opus",
        "aac" => "audio/aac",
        "flac" => "audio/flac",
        "wav" => "audio/wav",
        _ => "audio/pcm",
    };
}
