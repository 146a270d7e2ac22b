using Fairlead.Simulator.Audio;
using Fairlead.Simulator.Batches;
using Fairlead.Simulator.Catalog;
using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Completions;
using Fairlead.Simulator.Embeddings;
using Fairlead.Simulator.Files;
using Fairlead.Simulator.Images;
using Fairlead.Simulator.Moderations;
using Fairlead.Simulator.Rerank;
using Fairlead.Simulator.Responses;

namespace Fairlead.Simulator.Http;

/// <summary>The operations below <c>/v1</c>.</summary>
internal static class OpenAIRoutes
{
    private static readonly OpenAIRoute[] All =
    [
        new("GET", "/v1/models", (e, _) => ModelsEndpoint.ListAsync(e)),
        new("GET", "/v1/models/{**}", ModelsEndpoint.GetAsync),
        Create("/v1/chat/completions", ChatEndpoint.AnswerAsync),
        Create("/v1/completions", CompletionsEndpoint.AnswerAsync),
        Create("/v1/embeddings", EmbeddingsEndpoint.AnswerAsync),
        Create("/v1/responses", ResponsesEndpoint.CreateAsync),
        new("GET", "/v1/responses/{id}", StoredResponses.GetAsync),
        new("DELETE", "/v1/responses/{id}", StoredResponses.DeleteAsync),
        new("POST", "/v1/responses/{id}/cancel", StoredResponses.CancelAsync),
        new("GET", "/v1/responses/{id}/input_items", StoredResponses.ListInputAsync),
        Create("/v1/images/generations", ImagesEndpoint.GenerateAsync),
        Create("/v1/images/edits", ImagesEndpoint.EditAsync),
        Create("/v1/images/variations", ImagesEndpoint.VaryAsync),
        Create("/v1/audio/transcriptions", TranscriptionEndpoint.TranscribeAsync),
        Create("/v1/audio/translations", TranscriptionEndpoint.TranslateAsync),
        Create("/v1/audio/speech", SpeechEndpoint.AnswerAsync),
        Create("/v1/moderations", ModerationsEndpoint.AnswerAsync),
        Create("/v1/rerank", RerankEndpoint.AnswerAsync),
        Create("/v1/files", FilesEndpoint.UploadAsync),
        new("GET", "/v1/files", (e, _) => FilesEndpoint.ListAsync(e)),
        new("GET", "/v1/files/{id}", FilesEndpoint.GetAsync),
        new("DELETE", "/v1/files/{id}", FilesEndpoint.DeleteAsync),
        new("GET", "/v1/files/{id}/content", FilesEndpoint.DownloadAsync),
        Create("/v1/batches", BatchesEndpoint.CreateAsync),
        new("GET", "/v1/batches", (e, _) => BatchesEndpoint.ListAsync(e)),
        new("GET", "/v1/batches/{id}", BatchesEndpoint.GetAsync),
        new("POST", "/v1/batches/{id}/cancel", BatchesEndpoint.CancelAsync),
    ];

    /// <summary>Answers the operation at that path, or refuses as the vendor does what it does not have.</summary>
    internal static Task AnswerAsync(Exchange exchange, Knobs knobs, string path)
    {
        var found = All.Select(r => (Route: r, Id: r.Match(path))).Where(m => m.Id is not null).ToArray();
        if (found.Length == 0)
        {
            throw OpenAIWire.Unknown(exchange.Method, path);
        }

        (OpenAIRoute? route, string? id) = found.FirstOrDefault(m => m.Route.Method == exchange.Method);
        if (route is null)
        {
            throw new RefusedException(new ApiError(
                405,
                $"Not allowed to {exchange.Method} on {path}. (HINT: Perhaps you meant to use a different HTTP method?)",
                ApiError.InvalidRequest,
                null,
                "method_not_supported"));
        }

        if (route.MayFail)
        {
            knobs.FailIfDrawn(exchange);
        }

        return route.Answer(exchange, id!);
    }

    private static OpenAIRoute Create(string path, Func<Exchange, Task> answer) => new("POST", path, (e, _) => answer(e)) { MayFail = true };
}
