using System.Net;
using Fairlead.Protocols.JsonSchema;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Identity;

namespace Fairlead.Server.Features.Apps;

/// <summary>Gives an access token for a credential. Guessing is slowed; an unknown credential costs what a known one of its shape costs.</summary>
internal sealed class IssueAccessToken(AppDirectory directory, AccessTokens tokens, CredentialHashes hashes, GuessLimit limit)
{
    private const string SomeChosenHash = "pbkdf2$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private const long SecondsWhenBusy = 5;

    public static async Task<IResult> Endpoint(JsonBody<Body> body, IssueAccessToken issue, HttpContext context) =>
        (await issue.ExecuteAsync(body.Value, context.Connection.RemoteIpAddress ?? IPAddress.None)).Reply(static reply => TypedResults.Json(reply, Wire.Options));

    public async Task<Outcome<Reply>> ExecuteAsync(Body body, IPAddress address)
    {
        if (limit.SecondsToWait(body.ClientId, address) is { } seconds)
        {
            return ApiErrors.TooManyAttempts(seconds);
        }

        var app = directory.Find(body.ClientId)?.App;
        var verified = await hashes.VerifyAsync(body.ClientSecret, app?.SecretHash ?? HashLikeThatOf(body.ClientId));
        if (verified is null)
        {
            return ApiErrors.TooManyAttempts(SecondsWhenBusy);
        }

        if (app is not { Enabled: true } || !verified.Value)
        {
            limit.Fail(body.ClientId, address);
            return ApiErrors.BadCredentials;
        }

        return new Reply(true, tokens.Issue(app), (long)AccessTokens.Lifetime.TotalSeconds, "Bearer");
    }

    private string HashLikeThatOf(string clientId) => CreateApp.IsGeneratedId(clientId) ? hashes.OfGenerated(string.Empty) : SomeChosenHash;

    internal sealed record Body(string ClientId, string ClientSecret) : IRequestBody
    {
        public static Schema Schema { get; } = Schema.Parse("""
            {
              "type": "object", "required": ["clientId", "clientSecret"], "additionalProperties": false,
              "properties": {"clientId": {"type": "string", "minLength": 1, "maxLength": 256}, "clientSecret": {"type": "string", "minLength": 1, "maxLength": 1024}}
            }
            """);
    }

    internal sealed record Reply(bool Ok, string AccessToken, long ExpiresIn, string TokenType);
}
