using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Fairlead.Simulator.GoogleTokens;

/// <summary><c>POST /token</c>: a service account's signed assertion for an access token
/// (https://developers.google.com/identity/protocols/oauth2/service-account).</summary>
internal sealed class GoogleTokenWire : IWire
{
    internal const string InvalidGrant = "invalid_grant";
    private const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public bool Serves(Exchange exchange) => exchange.Path == "/token";

    public Task AnswerAsync(Exchange exchange, Knobs knobs)
    {
        if (exchange.Method != "POST")
        {
            throw new RefusedException(new ApiError(405, "Only POST is allowed.", "invalid_request"));
        }

        Dictionary<string, StringValues> form = Form(exchange);
        if (form.GetValueOrDefault("grant_type") != JwtBearer)
        {
            throw new RefusedException(new ApiError(400, $"Invalid grant_type: {form.GetValueOrDefault("grant_type")}", "unsupported_grant_type"));
        }

        if (form.GetValueOrDefault("assertion").ToString() is not { Length: > 0 } assertion)
        {
            throw new RefusedException(new ApiError(400, "Missing required parameter: assertion", "invalid_request"));
        }

        Assertion.Parse(assertion).Check(exchange.Options.GoogleServiceAccounts, exchange.Address, exchange.Clock.GetUtcNow());
        string token = exchange.IssuedTokens.Issue(Lifetime);
        return Reply.JsonAsync(exchange, 200, new JsonBody(json =>
        {
            json.WriteStartObject();
            json.WriteString("access_token", token);
            json.WriteNumber("expires_in", (int)Lifetime.TotalSeconds - 1);
            json.WriteString("token_type", "Bearer");
            json.WriteEndObject();
        }));
    }

    public Task RefuseAsync(Exchange exchange, ApiError error)
    {
        Reply.SetRetryAfter(exchange, error);
        return Reply.JsonAsync(exchange, error.Status, new JsonBody(json =>
        {
            json.WriteStartObject();
            json.WriteString("error", error.Type);
            json.WriteString("error_description", error.Message);
            json.WriteEndObject();
        }));
    }

    public ApiError ErrorOf(Exchange exchange, int status, int retryAfter) => status >= 500
        ? new(status, "Internal Error", "internal_failure")
        : new(status, $"The request was refused (simulated {status}).", "invalid_request");

    public ApiError? ErrorOf(Exchange exchange, string code) => null;

    private static Dictionary<string, StringValues> Form(Exchange exchange)
    {
        using var reader = new FormReader(new MemoryStream(exchange.Body));
        try
        {
            return reader.ReadForm();
        }
        catch (InvalidDataException)
        {
            throw new RefusedException(new ApiError(400, "The form could not be read.", "invalid_request"));
        }
    }
}
