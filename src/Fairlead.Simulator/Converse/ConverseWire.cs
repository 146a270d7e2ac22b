using Fairlead.Simulator.Aws;
using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Converse;

/// <summary>Amazon Bedrock's <c>Converse</c> and <c>ConverseStream</c>.</summary>
internal sealed class ConverseWire : IWire
{
    private const string Service = "bedrock";
    private const string Prefix = "/model/";
    private const string Whole = "/converse";
    private const string Streamed = "/converse-stream";

    public bool Serves(Exchange exchange) => exchange.Path.StartsWith(Prefix, StringComparison.Ordinal)
        && (exchange.Path.EndsWith(Whole, StringComparison.Ordinal) || exchange.Path.EndsWith(Streamed, StringComparison.Ordinal));

    string? IWire.ModelOf(Exchange exchange) => ModelOf(exchange);

    public Task AnswerAsync(Exchange exchange, Knobs knobs)
    {
        try
        {
            SignatureCheck.Of(exchange, Service);
        }
        catch (SignatureException e)
        {
            throw new RefusedException(ConverseErrors.OfSignature(e));
        }

        if (exchange.Method != "POST")
        {
            throw new RefusedException(new ApiError(405, "The method is not allowed.", "UnknownOperationException"));
        }

        knobs.FailIfDrawn(exchange);
        return ConverseAsync(exchange);
    }

    public Task RefuseAsync(Exchange exchange, ApiError error)
    {
        exchange.Response.Headers["x-amzn-requestid"] = RequestIds.Of(exchange);
        exchange.Response.Headers["x-amzn-errortype"] = error.Type;
        Reply.SetRetryAfter(exchange, error);
        return Reply.JsonAsync(exchange, error.Status, new JsonBody(json =>
        {
            json.WriteStartObject();
            json.WriteString("message", error.Message);
            json.WriteEndObject();
        }));
    }

    public ApiError ErrorOf(Exchange exchange, int status, int retryAfter) => ConverseErrors.ByStatus(status);

    public ApiError? ErrorOf(Exchange exchange, string code) => ConverseErrors.ByCode(code);

    private static string ModelOf(Exchange exchange) => exchange.Path[Prefix.Length..^(IsStreamed(exchange) ? Streamed : Whole).Length]
        .Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static bool IsStreamed(Exchange exchange) => exchange.Path.EndsWith(Streamed, StringComparison.Ordinal);

    private static async Task ConverseAsync(Exchange exchange)
    {
        bool stream = IsStreamed(exchange);
        ConverseRequest request = RequestReader.Read(exchange, ModelOf(exchange), stream);
        Directives directives = Directives.Read(request.Chat.LastUserText);
        if (Ordered(directives) is { } error)
        {
            throw new RefusedException(error);
        }

        ConverseAnswer answer = ConverseAnswer.Compose(request, directives, exchange);
        await exchange.WaitForFirstTokenAsync();
        var pace = new Pace(exchange.Options.TokensPerSecond, exchange.Clock);
        if (stream)
        {
            await new ConverseStream(exchange, pace).WriteAsync(request, answer, directives.Midstream);
            return;
        }

        await pace.WaitAsync(answer.Usage.Output, exchange.ClientGone);
        exchange.Response.Headers["x-amzn-requestid"] = RequestIds.Of(exchange);
        await Reply.JsonAsync(exchange, 200, WholeAnswer.Of(request, answer, exchange));
    }

    private static ApiError? Ordered(Directives directives) =>
        directives.Status is { } status ? ConverseErrors.ByStatus(status)
        : directives.Error is { } code ? ConverseErrors.ByCode(code)
        : null;
}
