using Fairlead.Simulator.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Fairlead.Simulator.Aws;

/// <summary>AWS Security Token Service's <c>AssumeRole</c>, as <c>POST /</c>
/// (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html).</summary>
internal sealed class StsWire : IWire
{
    public bool Serves(Exchange exchange) => exchange.Path == "/";

    public Task AnswerAsync(Exchange exchange, Knobs knobs)
    {
        if (exchange.Method != "POST")
        {
            throw OpenAIWire.Unknown(exchange.Method, exchange.Path);
        }

        string accessKeyId = Signer(exchange);
        Dictionary<string, StringValues> form = Form(exchange);
        return form.GetValueOrDefault("Action").ToString() == "AssumeRole"
            ? AssumeRole.AnswerAsync(exchange, form, accessKeyId)
            : throw new RefusedException(new ApiError(
                400, $"Could not find operation {form.GetValueOrDefault("Action")} for version {form.GetValueOrDefault("Version")}", "InvalidAction"));
    }

    public Task RefuseAsync(Exchange exchange, ApiError error)
    {
        if (exchange.Method != "POST")
        {
            return exchange.WriteErrorAsync(error);
        }

        Reply.SetRetryAfter(exchange, error);
        return StsXml.WriteErrorAsync(exchange, error);
    }

    // https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
    public ApiError ErrorOf(Exchange exchange, int status, int retryAfter) => status switch
    {
        429 => new(429, "Rate exceeded", "Throttling"),
        503 => new(503, "The request has failed due to a temporary failure of the server.", "ServiceUnavailable"),
        >= 500 => new(status, "The request processing has failed because of an unknown error, exception or failure.", "InternalFailure"),
        _ => new(status, $"The request was refused (simulated {status}).", "ValidationError"),
    };

    public ApiError? ErrorOf(Exchange exchange, string code) => null;

    private static string Signer(Exchange exchange)
    {
        try
        {
            return SignatureCheck.Of(exchange, "sts");
        }
        catch (SignatureException e)
        {
            throw new RefusedException(e.Fault switch
            {
                SignatureFault.Missing => new ApiError(403, "Request is missing Authentication Token", "MissingAuthenticationToken"),
                SignatureFault.Incomplete => new ApiError(400, e.Message, "IncompleteSignature"),
                SignatureFault.UnknownKey => new ApiError(403, e.Message, "InvalidClientTokenId"),
                SignatureFault.Expired => new ApiError(403, e.Message, "ExpiredToken"),
                _ => new ApiError(403, e.Message, "SignatureDoesNotMatch"),
            });
        }
    }

    private static Dictionary<string, StringValues> Form(Exchange exchange)
    {
        using var reader = new FormReader(new MemoryStream(exchange.Body));
        try
        {
            return reader.ReadForm();
        }
        catch (InvalidDataException)
        {
            throw new RefusedException(new ApiError(400, "The form could not be read.", "MalformedQueryString"));
        }
    }
}
