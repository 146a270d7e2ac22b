using System.Text.Json.Nodes;
using Fairlead.Gateway.Routing;

namespace Fairlead.Server.Import.Portkey;

/// <summary>What a route has one of, where Portkey has one for each target.</summary>
internal static class RouteSettings
{
    private const int UsualCacheSeconds = 600;
    private const string OfTheRoute = "is a matter of the route, not of the target: the largest is taken";
    private static readonly int UsualRetries = new RoutingOptions().Retries;

    public static void Convert(IReadOnlyList<PlacedTarget> targets, TargetObject route)
    {
        Largest(targets, static target => target.Find("retry")?.Find("attempts"), 0, 10, (attempts, source) => route.Set("retries", JsonValue.Create((int)attempts), source));
        Largest(targets, static target => target.Find("request_timeout"), 100, 86_400_000, (milliseconds, source) =>
        {
            source.Note(CallTimeout.Meaning);
            var calls = (route.Node["retries"]?.GetValue<int>() ?? UsualRetries) + 1;
            CallTimeout.Write(route.Object("timeouts", source), milliseconds / 1000, source);
            CallTimeout.WriteTotal(route.Object("timeouts", source), milliseconds / 1000, calls, source);
        });
        foreach (var target in targets)
        {
            Explain(target);
            Cache(target, route);
        }
    }

    private static void Explain(PlacedTarget target)
    {
        if (target.Find("retry") is { } retry)
        {
            PortkeyConfig.Member(retry, "on_status_codes")?.Note("has no counterpart: rate limits, overload, time-outs and lost connections are retried, whatever their status");
            PortkeyConfig.Member(retry, "use_retry_after_header")?.Note("is what Fairlead does: Retry-After is heeded");
        }
    }

    private static void Cache(PlacedTarget target, TargetObject route)
    {
        if (target.Find("cache") is not { } cache || route.Has("cache"))
        {
            return;
        }

        var mode = cache.IsMapping ? cache.Find("mode") : cache;
        if (mode?.Text() != "simple")
        {
            mode?.Note("becomes a cache of exact matches: answers to similar questions are not given");
        }

        var age = PortkeyConfig.Member(cache, "max_age");
        if (age is null)
        {
            cache.Remark($"says no max_age: answers are kept for {UsualCacheSeconds} seconds");
        }

        route.Object("cache", cache).Set("seconds", JsonValue.Create(age?.NumberWithin(1, 31_536_000) ?? UsualCacheSeconds), age ?? cache);
    }

    private static void Largest(IReadOnlyList<PlacedTarget> targets, Func<PlacedTarget, SourceNode?> find, decimal least, decimal most, Action<decimal, SourceNode> write)
    {
        var given = targets.Select(find).OfType<SourceNode>().Distinct().Select(node => (Node: node, Value: node.NumberWithin(least, most))).Where(static entry => entry.Value is not null).ToList();
        if (given.Count == 0)
        {
            return;
        }

        var (source, value) = given.MaxBy(static entry => entry.Value);
        foreach (var (node, _) in given.Where(entry => entry.Value != value))
        {
            node.Note(OfTheRoute);
        }

        write(value!.Value, source);
    }
}
