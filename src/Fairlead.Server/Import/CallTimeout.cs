using System.Text.Json.Nodes;
using Fairlead.Gateway;

namespace Fairlead.Server.Import;

/// <summary>
/// A time-out that bounds one call, which others may follow. Nothing bounds the whole of one attempt here: what bounds how long it may take to begin its answer is the nearest,
/// and a total would end the retries and the fallbacks together with the first call.
/// </summary>
internal static class CallTimeout
{
    /// <summary>What is said of it.</summary>
    public const string Meaning = "bounds each call; here it is how long an attempt may take to begin its answer, and what follows may take longer: all attempts together have a total of their own";

    private const decimal LongestWait = 3600;
    private const decimal LongestTotal = 86_400;
    private static readonly GatewayOptions Usual = new();

    /// <summary>The time to the first byte where nothing says it.</summary>
    public static decimal UsualFirstByte => (decimal)Usual.FirstByteTimeoutSeconds;

    /// <summary>Writes it into the time-outs of a route, or into the options, whose names end otherwise.</summary>
    public static void Write(TargetObject timeouts, decimal seconds, SourceNode source, string ending = "Seconds")
    {
        var wait = JsonValue.Create(Math.Min(seconds, LongestWait));
        timeouts.Set($"firstByte{ending}", wait, source);

        // What may take so long to begin may be silent for as long.
        if (seconds > (decimal)Usual.IdleTimeoutSeconds && !timeouts.Has($"idle{ending}"))
        {
            timeouts.Set($"idle{ending}", wait.DeepClone(), source);
        }
    }

    /// <summary>Writes the total where the usual one is too short for so many calls one after the other.</summary>
    public static void WriteTotal(TargetObject timeouts, decimal seconds, int calls, SourceNode source, string ending = "Seconds")
    {
        if (seconds * calls > (decimal)Usual.TotalTimeoutSeconds)
        {
            timeouts.Set($"total{ending}", JsonValue.Create(Math.Min(seconds * calls, LongestTotal)), source);
        }
    }
}
