using System.Security.Cryptography;
using Fairlead.Gateway.Admission;
using Fairlead.Protocols.JsonSchema;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Identity;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Apps;

/// <summary>Makes an API credential, and shows its secret this once.</summary>
internal sealed class CreateApp(Database database, AppDirectory directory, CredentialHashes hashes, TimeProvider time)
{
    private const string IdPrefix = "app_";
    private const int IdLength = 4 + 32;

    public static async Task<IResult> Endpoint(JsonBody<Body> body, CreateApp create, CancellationToken cancellationToken) =>
        (await create.ExecuteAsync(body.Value, cancellationToken)).Reply(static app => TypedResults.Json(new AppReply(true, app), Wire.Options, statusCode: 201));

    /// <summary>Whether an identifier is one of those that this makes.</summary>
    public static bool IsGeneratedId(string id) => id.Length == IdLength && id.StartsWith(IdPrefix, StringComparison.Ordinal);

    /// <summary>A new credential with a generated secret.</summary>
    public static StoredApp Make(string name, Role role, string secret, CredentialHashes hashes, DateTimeOffset now) =>
        new(IdPrefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), name, role, true, hashes.OfGenerated(secret), 1, now, now);

    public async Task<Outcome<App>> ExecuteAsync(Body body, CancellationToken cancellationToken)
    {
        var secret = CredentialHashes.NewSecret();
        var app = Make(body.Name, body.Role, secret, hashes, Micros.ToTime(Micros.Now(time)));
        var saved = await database.WriteAsync<StoredApp>(
            connection =>
            {
                AppStore.Save(connection, app);
                return app;
            },
            cancellationToken,
            directory.Put);
        return saved.TryGet(out var stored, out var error) ? stored.ToApp(secret) : error;
    }

    internal sealed record Body(string Name, Role Role) : IRequestBody
    {
        public static Schema Schema { get; } = Schema.Parse($$"""
            {
              "type": "object", "required": ["name", "role"], "additionalProperties": false,
              "properties": {"name": {{AppRules.Name}}, "role": {{AppRules.Role}}}
            }
            """);
    }
}
