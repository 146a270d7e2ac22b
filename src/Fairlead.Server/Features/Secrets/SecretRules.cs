namespace Fairlead.Server.Features.Secrets;

/// <summary>The rules of a secret's fields, as the routes' schemas have them.</summary>
internal static class SecretRules
{
    public const string Name = """{"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[A-Za-z0-9-_]*$"}""";

    public const string Value = """{"type": "string", "maxLength": 65536, "description": "Write-only."}""";

    public const string Description = """{"type": "string", "maxLength": 200}""";
}
