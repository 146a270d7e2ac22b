using Fairlead.Simulator.Faults;

namespace Fairlead.Simulator.Http;

/// <summary>Options in force together with what decides which requests fail under them.</summary>
internal sealed class Knobs(SimulatorOptions options, TimeProvider clock)
{
    private long drawn;

    internal SimulatorOptions Options { get; } = options;

    /// <summary>The script of faults; null when there is none.</summary>
    internal ScriptInForce? Faults { get; } = options.Faults is { } script ? new ScriptInForce(script, options.Seed, clock) : null;

    /// <summary>Throws when the request is one of those that <see cref="SimulatorOptions.FailRate"/> fails.</summary>
    internal void FailIfDrawn(Exchange exchange)
    {
        long number = Interlocked.Increment(ref drawn);
        if (Options.FailRate > 0 && new Digest(Options.Seed).Add("fail").Add(number).Fraction < Options.FailRate)
        {
            throw new RefusedException(exchange.Wire.ErrorOf(exchange, Options.FailStatus, 1)) { OnPurpose = true };
        }
    }
}
