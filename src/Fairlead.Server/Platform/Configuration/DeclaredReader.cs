using System.Collections.Frozen;
using System.Text.Json;
using Fairlead.Gateway.Admission;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>Reads what a checked document declares. Every part is a copy of its own, so that no key and no secret lives on beside it.</summary>
internal sealed class DeclaredReader(FileCheck check, ConfigurationDocument places)
{
    public DeclaredConfiguration Read(string file, DateTimeOffset loadedAt) => new()
    {
        File = file,
        LoadedAt = loadedAt,
        Managed = check.Part("managed") is { ValueKind: JsonValueKind.Object } managed ? managed.Clone() : null,
        ManagedPlace = places.Find("managed"),
        Secrets = Map("secrets", static (_, value, place) => new DeclaredSecret(value.GetString()!, place)),
        Providers = Map("providers", Provider),
        Default = check.Part("defaults") is { ValueKind: JsonValueKind.Object } defaults
            ? new DeclaredDefault(defaults.GetProperty("provider").GetString()!, defaults.TryGetProperty("model", out var model) ? model.GetString() : null, places.Find("defaults"))
            : null,
        Keys = Map("keys", Key),
        Routes = Map("routes", static (_, value, _) => value.Clone()),
        RoutePlaces = Map("routes", static (_, _, place) => place),
        Options = FlatOptions.Of(check.Part("options")),
        Expectations = [.. check.Expectations.Select(expectation => expectation with { Place = places.Find(expectation.Path) })],
    };

    private static DeclaredProvider Provider(string identifier, JsonElement value, Place place)
    {
        var entry = value.Clone();
        return new DeclaredProvider(ProviderChecks.DefinitionOf(identifier, entry.TryGetProperty("type", out var type) ? type.GetString()! : identifier, entry), entry, place);
    }

    private DeclaredKey Key(string name, JsonElement value, Place place)
    {
        var text = value.GetProperty("key").GetString()!;
        var secret = SecretNotation.NameIn(text);
        var declared = secret is null ? text : check.Declares("secrets", secret) ? check.Part("secrets").GetProperty(secret).GetString() : null;
        return new DeclaredKey(
            name,
            declared is null ? null : TokenHash.Of(declared.Trim()),
            declared is null ? secret : null,
            value.TryGetProperty("models", out var models) ? [.. models.EnumerateArray().Select(static model => model.GetString()!)] : null,
            place);
    }

    private FrozenDictionary<string, T> Map<T>(string part, Func<string, JsonElement, Place, T> read) =>
        check.Entries(part).ToFrozenDictionary(static entry => entry.Name, entry => read(entry.Name, entry.Value, places.Find(Problem.Join(part, entry.Name))), StringComparer.Ordinal);
}
