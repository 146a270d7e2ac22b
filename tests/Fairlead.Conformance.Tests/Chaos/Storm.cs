using Fairlead.Simulator.Faults;

namespace Fairlead.Conformance.Tests.Chaos;

/// <summary>Faults at random, from a seed.</summary>
internal static class Storm
{
    /// <summary>A script: some of these at once, each for a share of the requests, or by turns.</summary>
    public static FaultScript Script(Random random)
    {
        Fault[] faults =
        [
            new FailFault { Status = 500 },
            new FailFault { Status = 503 },
            new FailFault { Status = 429, RetryAfterSeconds = random.Next(1, 3) },
            new FailFault { Status = 401 },
            new FailFault { Status = 400 },
            new CutFault { AfterChunks = 0 },
            new CutFault { AfterChunks = random.Next(1, 4) },
            new SlowFault { FirstByte = TimeSpan.FromMilliseconds(random.Next(20, 400)) },
            new DropFault(),
        ];
        random.Shuffle(faults);
        return new FaultScript([.. faults.Take(random.Next(0, 4)).Select(fault => Rule(fault, random))]);
    }

    private static FaultRule Rule(Fault fault, Random random)
    {
        // An upstream that never answers holds each request for its whole time-out: few of those.
        var share = fault is DropFault ? 0.02 : random.NextDouble() * 0.6;
        return new FaultRule(fault)
        {
            Share = random.Next(4) == 0 && fault is FailFault ? 1 : share,
            Period = random.Next(2) == 0 ? new FaultPeriod(TimeSpan.FromSeconds(random.Next(1, 3)), TimeSpan.FromSeconds(random.Next(1, 3))) : null,
        };
    }
}
