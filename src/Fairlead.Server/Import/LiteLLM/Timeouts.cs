using System.Text.Json.Nodes;
using Fairlead.Gateway.Routing;

namespace Fairlead.Server.Import.LiteLLM;

/// <summary>
/// <c>timeout</c>, <c>request_timeout</c> and <c>stream_timeout</c>, of the router and of deployments. Each bounds one call, after which come retries and fallbacks:
/// https://docs.litellm.ai/docs/proxy/timeout and https://docs.litellm.ai/docs/proxy/reliability
/// </summary>
internal static class Timeouts
{
    private const string OfStreams = "is not told apart here: an answer that is whole begins when it is complete, so that the longer of the two is how long any answer may take to begin";

    public static void Convert(Conversion conversion)
    {
        var general = General(conversion);
        var longest = general;
        foreach (var group in conversion.Groups.All)
        {
            if (OfGroup(group, general?.Seconds ?? CallTimeout.UsualFirstByte) is var (seconds, source) && seconds > (longest?.Seconds ?? 0))
            {
                longest = (seconds, source);
            }

            RetryAfterTimeouts(conversion, group, general is not null);
        }

        if (longest is var (all, from))
        {
            CallTimeout.WriteTotal(Options(conversion, from), all, MostCalls(conversion), from, "TimeoutSeconds");
        }
    }

    private static TargetObject Options(Conversion conversion, SourceNode source) => conversion.Target.Object("options", source).Object("gateway", source);

    private static (decimal Seconds, SourceNode Source)? General(Conversion conversion)
    {
        var request = conversion.Settings.LiteLLM?.Find("request_timeout");
        var given = conversion.Settings.Router?.Find("timeout");
        if (given is not null)
        {
            request?.Note("is not used: router_settings.timeout wins");
        }

        var all = Read(given ?? request, 86_400);
        var streams = Read(conversion.Settings.Find("stream_timeout"), 3600);
        streams?.Source.Note(OfStreams);
        all?.Source.Note(CallTimeout.Meaning);
        var wait = Longer(all, streams, CallTimeout.UsualFirstByte);
        if (wait is var (seconds, source))
        {
            CallTimeout.Write(Options(conversion, source), seconds, source, "TimeoutSeconds");
        }

        return wait;
    }

    private static (decimal Seconds, SourceNode Source)? OfGroup(ModelGroup group, decimal otherwise)
    {
        var all = group.Widest("timeout", 0.1m, 86_400, "request_timeout");
        var streams = group.Widest("stream_timeout", 0.1m, 3600);
        streams?.Source.Note(OfStreams);
        all?.Source.Note(CallTimeout.Meaning);
        var wait = Longer(all, streams, otherwise);
        if (wait is var (seconds, source))
        {
            CallTimeout.Write(group.Route.Object("timeouts", source), seconds, source);
        }

        return wait;
    }

    private static (decimal Seconds, SourceNode Source)? Read(SourceNode? node, decimal most) => node?.NumberWithin(0.1m, most) is { } seconds ? (seconds, node) : null;

    // What bounds streams alone leaves whole answers the time that they have.
    private static (decimal Seconds, SourceNode Source)? Longer((decimal Seconds, SourceNode Source)? all, (decimal Seconds, SourceNode Source)? streams, decimal otherwise) =>
        streams is { } given && given.Seconds > (all?.Seconds ?? otherwise) ? given : all;

    // num_retries covers time-outs; here these are repeated at the same deployment only when the policy names them.
    private static void RetryAfterTimeouts(Conversion conversion, ModelGroup group, bool isGeneral)
    {
        var retries = group.Route.Node["retries"] ?? conversion.Target.Node["options"]?["routing"]?["retries"];
        var hasPolicy = group.Route.Node["retryPolicy"]?["timedOut"] is not null;
        if (!hasPolicy && (isGeneral || group.Route.Has("timeouts")) && retries is JsonValue && group.Source.Find("model_name") is { } source)
        {
            group.Route.Object("retryPolicy", source).Set("timedOut", retries.DeepClone(), source);
        }
    }

    private static int MostCalls(Conversion conversion)
    {
        var usual = Count(conversion.Target.Node["options"]?["routing"]?["retries"], new RoutingOptions().Retries);
        var general = (conversion.Target.Node["options"]?["routing"]?["defaultFallbacks"] as JsonArray)?.Count ?? 0;
        var retries = conversion.Groups.All.Select(group => Math.Max(Count(group.Route.Node["retries"], usual), Count(group.Route.Node["retryPolicy"]?["timedOut"], 0))).DefaultIfEmpty(usual).Max();
        var fallbacks = conversion.Groups.All.Select(static group => (group.Route.Node["fallbacks"] as JsonArray)?.Count ?? 0).Append(general).Max();
        return (retries + 1) * (Math.Min(fallbacks, 4) + 1);
    }

    private static int Count(JsonNode? node, int otherwise) => node is JsonValue value && value.TryGetValue<int>(out var count) ? count : otherwise;
}
