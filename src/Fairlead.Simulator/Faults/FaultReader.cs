using System.Text.Json;

namespace Fairlead.Simulator.Faults;

/// <summary>Reads what happens to a request: an object with the one member that names it.</summary>
internal static class FaultReader
{
    private static readonly string[] Kinds = ["fail", "rateLimit", "slow", "cut", "drop"];

    internal static Fault Read(JsonElement value, string at)
    {
        _ = new ScriptObject(value, at, Kinds);
        JsonProperty[] members = [.. value.EnumerateObject()];
        if (members.Length != 1)
        {
            throw new ArgumentException($"{at} must have exactly one of {string.Join(", ", Kinds)}.");
        }

        at = $"{at}.{members[0].Name}";
        Fault fault = OfKind(members[0].Name, members[0].Value, at);
        fault.Check(at);
        return fault;
    }

    private static Fault OfKind(string kind, JsonElement value, string at) => kind switch
    {
        "fail" => Fail(new ScriptObject(value, at, "status", "code", "retryAfterSeconds")),
        "rateLimit" => RateLimit(new ScriptObject(value, at, "retryAfterSeconds")),
        "slow" => Slow(new ScriptObject(value, at, "firstByteMs", "stall"), at),
        "cut" => Cut(new ScriptObject(value, at, "beforeFirstByte", "afterChunks"), at),
        _ => Drop(new ScriptObject(value, at)),
    };

    private static FailFault Fail(ScriptObject fail) => new()
    {
        Status = fail.Integer("status"),
        Code = fail.Text("code"),
        RetryAfterSeconds = fail.Integer("retryAfterSeconds"),
    };

    private static FailFault RateLimit(ScriptObject limit) => new() { Status = 429, RetryAfterSeconds = limit.Integer("retryAfterSeconds") };

    private static SlowFault Slow(ScriptObject slow, string at)
    {
        TimeSpan? firstByte = slow.Milliseconds("firstByteMs");
        if (slow.Member("stall") is not { } member)
        {
            return new SlowFault { FirstByte = slow.Required("firstByteMs", firstByte) };
        }

        var stall = new ScriptObject(member, $"{at}.stall", "afterChunks", "ms");
        int chunks = stall.Required("afterChunks", stall.Integer("afterChunks"));
        ScriptRange.Holds(chunks > 0, $"{at}.stall.afterChunks must be at least 1, but is {chunks}.");
        return new SlowFault
        {
            FirstByte = firstByte ?? TimeSpan.Zero,
            StallAfterChunks = chunks,
            Stall = stall.Required("ms", stall.Milliseconds("ms")),
        };
    }

    private static CutFault Cut(ScriptObject cut, string at)
    {
        int? chunks = cut.Integer("afterChunks");
        ScriptRange.Holds(chunks is not < 1, $"{at}.afterChunks must be at least 1, but is {chunks}.");
        if (cut.Member("beforeFirstByte") is { ValueKind: not JsonValueKind.True } other)
        {
            throw cut.Wrong("beforeFirstByte", "true", other);
        }

        ScriptRange.Holds(
            chunks is null == cut.Member("beforeFirstByte") is not null, $"{at} must have exactly one of beforeFirstByte, afterChunks.");
        return new CutFault { AfterChunks = chunks ?? 0 };
    }

    private static DropFault Drop(ScriptObject _) => new();
}
