using System.Data;
using Fairlead.Protocols.JsonSchema;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Secrets;

/// <summary>Changes a secret's value or description. A new value is in force before the change is answered.</summary>
internal sealed class UpdateSecret(SecretStore store, SecretDirectory directory, ISecretUsers users, TimeProvider time)
{
    public static async Task<IResult> Endpoint(string secretName, JsonBody<Body> body, UpdateSecret update, CancellationToken cancellationToken) =>
        (await update.ExecuteAsync(secretName, body.Value, cancellationToken)).Reply(static secret => TypedResults.Json(new SecretReply(true, secret), Wire.Options));

    public Task<Outcome<Secret>> ExecuteAsync(string name, Body body, CancellationToken cancellationToken) =>
        users.ChangeAsync(name, connection => Change(connection, name, body), cancellationToken);

    private Outcome<Secret> Change(IDbConnection connection, string name, Body body)
    {
        if (directory.Refusal(name) is { } refusal)
        {
            return refusal;
        }

        if (SecretStore.Find(connection, name) is not { } current)
        {
            return ApiErrors.SecretNotFound(name);
        }

        var secret = current with { Description = body.Description ?? current.Description, UpdatedAt = Micros.ToTime(Micros.Now(time)) };
        store.Update(connection, secret, body.SecretValue);
        return secret;
    }

    internal sealed record Body(string? SecretValue, string? Description) : IRequestBody
    {
        public static Schema Schema { get; } = Schema.Parse($$"""
            {
              "type": "object", "additionalProperties": false,
              "properties": {"secretValue": {{SecretRules.Value}}, "description": {{SecretRules.Description}}}
            }
            """);
    }
}
