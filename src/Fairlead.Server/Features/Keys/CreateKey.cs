using System.Security.Cryptography;
using Fairlead.Protocols.JsonSchema;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Identity;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Keys;

/// <summary>Makes a gateway key, and shows it this once.</summary>
internal sealed class CreateKey(Database database, KeyDirectory directory, CredentialHashes hashes, TimeProvider time)
{
    public static async Task<IResult> Endpoint(JsonBody<Body> body, CreateKey create, HttpContext context, CancellationToken cancellationToken) =>
        (await create.ExecuteAsync(body.Value, context.Caller().Id, cancellationToken)).Reply(static key => TypedResults.Json(new KeyReply(true, key), Wire.Options, statusCode: 201));

    public async Task<Outcome<GatewayKey>> ExecuteAsync(Body body, string by, CancellationToken cancellationToken)
    {
        if (body.ExpiresAt <= time.GetUtcNow())
        {
            return ApiErrors.InvalidRequest("expiresAt", "is in the past");
        }

        var secret = KeyDirectory.Prefix + CredentialHashes.NewSecret();
        var key = new GatewayKey("key_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)), body.Name, Micros.ToTime(Micros.Now(time)), by, body.ExpiresAt) { Models = body.Models };
        var hash = hashes.OfGenerated(secret);
        var saved = await database.WriteAsync<GatewayKey>(
            connection =>
            {
                KeyStore.Insert(connection, key, hash);
                return key;
            },
            cancellationToken,
            stored => directory.Add(stored, hash));
        return saved.TryGet(out var stored, out var error) ? stored with { Key = secret } : error;
    }

    internal sealed record Body(string Name, DateTimeOffset? ExpiresAt, IReadOnlyList<string>? Models) : IRequestBody
    {
        public static Schema Schema { get; } = Schema.Parse("""
            {
              "type": "object", "required": ["name"], "additionalProperties": false,
              "properties": {
                "name": {"type": "string", "minLength": 1, "maxLength": 100},
                "expiresAt": {"type": "string", "format": "date-time"},
                "models": {
                  "type": "array", "minItems": 1, "maxItems": 256, "uniqueItems": true, "items": {"type": "string", "minLength": 1, "maxLength": 512},
                  "description": "The models that it may use: names, patterns with *, access groups of routes; all when absent."
                }
              }
            }
            """);
    }
}
