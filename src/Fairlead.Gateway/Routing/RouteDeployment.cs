using Fairlead.Gateway.Catalog;

namespace Fairlead.Gateway.Routing;

/// <summary>A deployment as one of those of a route.</summary>
public sealed class RouteDeployment
{
    private readonly bool isShared;

    /// <summary>Puts a deployment into a route.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="definition">What is declared of it.</param>
    /// <param name="isDeclared">Whether an operator named it, and with that switched it on if nobody had switched it off.</param>
    public RouteDeployment(Deployment deployment, DeploymentDefinition definition, bool isDeclared = false)
    {
        Deployment = deployment;
        Definition = definition;
        IsEnabled = definition is { Enabled: true, Weight: > 0 } && deployment.Provider.Enabled && (deployment.Enabled || (isDeclared && deployment.IsOffered));
        Price = (definition.Pricing ?? deployment.Pricing) is { } pricing ? pricing.Input + pricing.Output : null;
    }

    /// <summary>Puts a deployment into a route that a pattern makes of a name.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="definition">What is declared of it.</param>
    /// <param name="counts">What counts against its limits, under every name that the pattern matches.</param>
    internal RouteDeployment(Deployment deployment, DeploymentDefinition definition, LimitCounts counts)
        : this(deployment, definition, isDeclared: true) => (isShared, Counts) = (true, counts);

    /// <summary>The deployment.</summary>
    public Deployment Deployment { get; }

    /// <summary>What the operator declared of it here.</summary>
    public DeploymentDefinition Definition { get; }

    /// <summary>What is going on at it.</summary>
    public DeploymentState State => Deployment.State;

    /// <summary>Requests within the last minute.</summary>
    public MinuteWindow Requests => Counts.Requests;

    /// <summary>Tokens within the last minute.</summary>
    public MinuteWindow Tokens => Counts.Tokens;

    /// <summary>A token of input and one of output, in pico-dollars; null when it is not known.</summary>
    public long? Price { get; }

    /// <summary>Whether it may be used.</summary>
    public bool IsEnabled { get; }

    /// <summary>How many tokens it can read; null when it is not known.</summary>
    public int? ContextWindow => Definition.ContextWindow ?? Deployment.ContextWindow;

    /// <summary>What counts against its limits.</summary>
    internal LimitCounts Counts { get; private set; } = new();

    /// <summary>The attempts under way that count against its limit: those of every route that leads here, or of every name that its pattern matches.</summary>
    internal int InFlight => isShared ? Counts.InFlight : State.InFlight;

    /// <summary>Goes on counting where the same one did before. What a pattern's share is the pattern's to keep.</summary>
    internal void Adopt(RouteDeployment before) => Counts = isShared || before.isShared ? Counts : before.Counts;

    /// <summary>Whether its limits leave room for an attempt.</summary>
    internal bool HasRoom(long now, long tokens) =>
        (Definition.Rpm is not { } rpm || Requests.CountAt(now) < rpm)
        && (Definition.Tpm is not { } tpm || Tokens.CountAt(now) + Math.Min(tokens, tpm) <= tpm)
        && (Definition.MaxParallelRequests is not { } most || (State.InFlight < most && InFlight < most));

    /// <summary>Begins an attempt, if its limits leave room for one.</summary>
    internal bool TryTake(long now, long tokens)
    {
        if (!TryEnter(Definition.MaxParallelRequests ?? int.MaxValue))
        {
            return false;
        }

        if (Definition.Rpm is { } rpm && !Requests.TryAdd(1, rpm, now))
        {
            Exit();
            return false;
        }

        if (Definition.Tpm is { } tpm && !Tokens.TryAdd(Math.Min(tokens, tpm), tpm, now))
        {
            Exit();
            Requests.Add(-1, now);
            return false;
        }

        return true;
    }

    /// <summary>Begins a further attempt for a request that has just had one here, whatever the limits say.</summary>
    internal void TakeAgain(long now, long tokens)
    {
        State.Enter();
        if (isShared)
        {
            Counts.Enter();
        }

        Count(now, 1, tokens);
    }

    /// <summary>An attempt is not made after all.</summary>
    internal void GiveBack(long now, long tokens)
    {
        Exit();
        Count(now, -1, tokens);
    }

    /// <summary>An attempt has ended: what it used takes the place of what was thought that it would use.</summary>
    internal void Leave(long now, long expected, long used)
    {
        Exit();
        if (Definition.Tpm is { } tpm)
        {
            Tokens.Add(used - Math.Min(expected, tpm), now);
        }
    }

    // Under way at once are those of every route that leads here, and of every name that a pattern matches.
    private bool TryEnter(int most)
    {
        if (!State.TryEnter(most))
        {
            return false;
        }

        if (!isShared || Counts.TryEnter(most))
        {
            return true;
        }

        State.Leave();
        return false;
    }

    private void Exit()
    {
        State.Leave();
        if (isShared)
        {
            Counts.Leave();
        }
    }

    private void Count(long now, int sign, long tokens)
    {
        if (Definition.Rpm is not null)
        {
            Requests.Add(sign, now);
        }

        if (Definition.Tpm is { } tpm)
        {
            Tokens.Add(sign * Math.Min(tokens, tpm), now);
        }
    }
}
