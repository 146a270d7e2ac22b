using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;
using Fairlead.Simulator.Messages.Reading;

namespace Fairlead.Simulator.Messages.Vertex;

/// <summary>Anthropic's models on Vertex AI, below any prefix.
/// https://platform.claude.com/docs/en/build-with-claude/claude-on-vertex-ai</summary>
internal sealed class VertexMessagesWire : IWire
{
    private const string Publisher = "/publishers/anthropic/models/";
    private const string ApiVersion = "vertex-2023-10-16";
    private const string Counter = "count-tokens";

    public bool Serves(Exchange exchange) => exchange.Path.Contains(Publisher, StringComparison.Ordinal);

    public async Task AnswerAsync(Exchange exchange, Knobs knobs)
    {
        VertexCredentials.Check(exchange);
        string path = exchange.Path;
        int colon = path.LastIndexOf(':');
        string method = colon < 0 ? "" : path[(colon + 1)..];
        if (exchange.Method != "POST" || method is not ("rawPredict" or "streamRawPredict"))
        {
            throw new RefusedException(new ApiError(404, $"Method not found: {exchange.Method} {path}", "", Code: "NOT_FOUND"));
        }

        string model = path[(path.LastIndexOf(Publisher, StringComparison.Ordinal) + Publisher.Length)..colon];
        CheckVersion(exchange.Body, isRequired: model != Counter);
        if (model == Counter)
        {
            await CountTokensEndpoint.WriteAsync(exchange, MessagesRequestReader.Read(exchange, RequestForm.VertexCount), vertex: true);
            return;
        }

        await PredictAsync(exchange, knobs, model, ResourceOf(path[..colon]));
    }

    public Task RefuseAsync(Exchange exchange, ApiError error) =>
        error.Code is null ? MessagesResponse.WriteErrorAsync(exchange, error, vertex: true) : WriteGoogleErrorAsync(exchange, error);

    public string? ModelOf(Exchange exchange) =>
        RequestedModel.InPath(exchange.Path, Publisher, ':') is { } model && model != Counter ? model : RequestedModel.InBody(exchange.Body);

    public ApiError ErrorOf(Exchange exchange, int status, int retryAfter) =>
        VertexErrors.ByStatus(status, ResourceOf(exchange.Path.Split(':')[0]), retryAfter);

    public ApiError? ErrorOf(Exchange exchange, string code) => MessagesErrors.ByCode(code, exchange.Model ?? "");

    private static async Task PredictAsync(Exchange exchange, Knobs knobs, string model, string resource)
    {
        knobs.FailIfDrawn(exchange);
        if (knobs.Options.Models is { Count: > 0 } models && !models.Contains(model, StringComparer.Ordinal))
        {
            throw new RefusedException(VertexErrors.UnknownModel(resource));
        }

        MessagesRequest request = MessagesRequestReader.Read(exchange, RequestForm.VertexCreate, model);
        Directives directives = Directives.Read(request.Chat.LastUserText);
        ApiError? ordered = directives.Status is { } status ? VertexErrors.ByStatus(status, resource, 7)
            : directives.Error is { } code ? MessagesErrors.ByCode(code, model)
            : null;
        await (ordered is null
            ? MessagesEndpoint.ReplyAsync(exchange, request, directives, vertex: true)
            : throw new RefusedException(ordered));
    }

    // Counting goes without (https://cloud.google.com/vertex-ai/generative-ai/docs/partner-models/claude/count-tokens), though the vendor's SDK sends it there too.
    private static void CheckVersion(byte[] bytes, bool isRequired)
    {
        var body = InputObject.OfBody(bytes);
        if (isRequired)
        {
            body.RequiredText("anthropic_version");
        }

        body.OneOf("anthropic_version", ApiVersion);
    }

    private static string ResourceOf(string path)
    {
        int projects = path.IndexOf("/projects/", StringComparison.Ordinal);
        return path[(projects + 1)..];
    }

    private static async Task WriteGoogleErrorAsync(Exchange exchange, ApiError error)
    {
        exchange.Response.StatusCode = error.Status;
        exchange.Response.ContentType = "application/json; charset=UTF-8";
        Reply.SetRetryAfter(exchange, error);
        var body = new JsonBody(json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("error");
            json.WriteNumber("code", error.Status);
            json.WriteString("message", error.Message);
            json.WriteString("status", error.Code);
            json.WriteEndObject();
            json.WriteEndObject();
        });
        await exchange.Response.Body.WriteAsync(body.ToBytes(), exchange.ClientGone);
    }
}
