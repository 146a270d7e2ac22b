namespace Fairlead.Server.Features.Apps;

/// <summary>The rules of a credential's fields, as the routes' schemas have them.</summary>
internal static class AppRules
{
    public const string Name = """{"type": "string", "minLength": 1, "maxLength": 100}""";

    public const string Role = """{"enum": ["Admin", "Member"]}""";
}
