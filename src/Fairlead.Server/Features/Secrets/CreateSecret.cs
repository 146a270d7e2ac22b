using Fairlead.Protocols.JsonSchema;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Secrets;

/// <summary>Stores a secret under a new name. The operator's own provider may have been declared before it.</summary>
internal sealed class CreateSecret(SecretStore store, SecretDirectory directory, ISecretUsers users, TimeProvider time)
{
    public static async Task<IResult> Endpoint(JsonBody<Body> body, CreateSecret create, CancellationToken cancellationToken) =>
        (await create.ExecuteAsync(body.Value, cancellationToken)).Reply(static secret => TypedResults.Json(new SecretReply(true, secret), Wire.Options, statusCode: 201));

    public Task<Outcome<Secret>> ExecuteAsync(Body body, CancellationToken cancellationToken) => users.AddAsync<Secret>(
        connection =>
        {
            if (directory.Refusal(body.SecretName) is { } refusal)
            {
                return refusal;
            }

            if (SecretStore.Find(connection, body.SecretName) is not null)
            {
                return ApiErrors.SecretExists(body.SecretName);
            }

            var now = Micros.ToTime(Micros.Now(time));
            var secret = new Secret(body.SecretName, body.Description, now, now);
            store.Insert(connection, secret, body.SecretValue);
            return secret;
        },
        cancellationToken);

    internal sealed record Body(string SecretName, string SecretValue, string? Description) : IRequestBody
    {
        public static Schema Schema { get; } = Schema.Parse($$"""
            {
              "type": "object", "required": ["secretName", "secretValue"], "additionalProperties": false,
              "properties": {"secretName": {{SecretRules.Name}}, "secretValue": {{SecretRules.Value}}, "description": {{SecretRules.Description}}}
            }
            """);
    }
}
