using System.Text.Json;
using Fairlead.Server.Platform.Configuration;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Configuration;

/// <summary>Compares two declared configurations.</summary>
internal static class ConfigurationDifference
{
    /// <summary>What <paramref name="after"/> changes.</summary>
    public static IReadOnlyList<ConfigurationChange> Between(DeclaredConfiguration before, DeclaredConfiguration after) =>
    [
        .. Of("secret", before.Secrets, after.Secrets, static (old, now) => old.Value == now.Value ? [] : [new FieldChange("value", null, null, true)]),
        .. One("managed", before.Managed, after.Managed),
        .. Of("provider", before.Providers, after.Providers, static (old, now) => JsonDifference.Between(old.Entry, now.Entry)),
        .. One("default", Json(before.Default), Json(after.Default)),
        .. Of("key", before.Keys, after.Keys, Keys),
        .. Of("route", before.Routes, after.Routes, static (old, now) => JsonDifference.Between(old, now)),
    ];

    /// <summary>The options that are other than at the start.</summary>
    public static IReadOnlyList<FieldChange> Options(IReadOnlyDictionary<string, string?> started, IReadOnlyDictionary<string, string?> next) =>
    [
        .. started.Keys.Union(next.Keys, StringComparer.OrdinalIgnoreCase)
            .Where(name => started.GetValueOrDefault(name) != next.GetValueOrDefault(name))
            .Order(StringComparer.Ordinal)
            .Select(name => new FieldChange("options." + name.Replace(':', '.'), Text(started.GetValueOrDefault(name)), Text(next.GetValueOrDefault(name)))),
    ];

    private static IEnumerable<ConfigurationChange> Of<T>(
        string kind, IReadOnlyDictionary<string, T> before, IReadOnlyDictionary<string, T> after, Func<T, T, IReadOnlyList<FieldChange>> compare)
    {
        foreach (var name in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            if (!before.TryGetValue(name, out var old))
            {
                yield return new ConfigurationChange(ConfigurationChange.Added, kind, name, null);
            }
            else if (!after.TryGetValue(name, out var now))
            {
                yield return new ConfigurationChange(ConfigurationChange.Removed, kind, name, null);
            }
            else if (compare(old, now) is { Count: > 0 } fields)
            {
                yield return new ConfigurationChange(ConfigurationChange.Changed, kind, name, fields);
            }
        }
    }

    private static IEnumerable<ConfigurationChange> One(string kind, JsonElement? before, JsonElement? after)
    {
        var change = before is null ? ConfigurationChange.Added : after is null ? ConfigurationChange.Removed : ConfigurationChange.Changed;
        if ((before is not null || after is not null) && JsonDifference.Between(before, after) is { Count: > 0 } fields)
        {
            yield return new ConfigurationChange(change, kind, null, change == ConfigurationChange.Changed ? fields : null);
        }
    }

    private static IReadOnlyList<FieldChange> Keys(DeclaredKey old, DeclaredKey now)
    {
        IEnumerable<FieldChange> value = old.Hash == now.Hash && old.StoredSecret == now.StoredSecret ? [] : [new FieldChange("key", null, null, true)];
        return [.. value, .. JsonDifference.Between(Json(new { old.Models }), Json(new { now.Models }))];
    }

    private static JsonElement? Json(DeclaredDefault? chosen) => chosen is null ? null : Json(new { chosen.Provider, chosen.Model });

    private static JsonElement Json(object value) => JsonSerializer.SerializeToElement(value, Wire.Options);

    private static JsonElement? Text(string? value) => value is null ? null : JsonSerializer.SerializeToElement(value);
}
