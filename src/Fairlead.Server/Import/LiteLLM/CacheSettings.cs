using System.Text.Json.Nodes;

namespace Fairlead.Server.Import.LiteLLM;

/// <summary>The response cache. Source: https://docs.litellm.ai/docs/proxy/caching</summary>
internal static class CacheSettings
{
    private const int UsualSeconds = 600;

    public static void Convert(Conversion conversion)
    {
        if (conversion.Settings.LiteLLM?.Find("cache") is not { } cache)
        {
            return;
        }

        if (cache.Flag() != true)
        {
            conversion.Settings.LiteLLM.Find("cache_params")?.Note("is not used: cache is off");
            return;
        }

        var parameters = conversion.Settings.LiteLLM.Find("cache_params");
        Type(parameters?.Find("type"));
        if (parameters?.Find("mode") is { } mode && mode.Text() == "default_off")
        {
            mode.Note("leaves it to each request here too: one that wants it says for how many seconds, in the header x-fairlead-cache-ttl");
            parameters.Find("ttl")?.Note("is not used: each request says how long");
            return;
        }

        var lifetime = parameters?.Find("ttl") ?? parameters?.Find("default_in_memory_ttl") ?? parameters?.Find("default_in_redis_ttl");
        var seconds = lifetime?.NumberWithin(1, 31_536_000) ?? UsualSeconds;
        cache.Note(lifetime is null
            ? $"keeps answers for {UsualSeconds} seconds, for each key its own; LiteLLM shares them between keys, as cache.scope: shared of a route does"
            : "keeps answers for each key its own; LiteLLM shares them between keys, as cache.scope: shared of a route does");
        foreach (var group in conversion.Groups.All)
        {
            group.Route.Object("cache", cache).Set("seconds", JsonValue.Create(seconds), lifetime ?? cache);
        }
    }

    private static void Type(SourceNode? type) => type?.Note(type.Text() switch
    {
        "local" => "is what Fairlead has: answers are kept in memory",
        { } semantic when semantic.Contains("semantic", StringComparison.Ordinal) => "becomes a cache of exact matches in memory: answers to similar questions are not given",
        _ => "becomes a cache in memory, which instances do not share",
    });
}
