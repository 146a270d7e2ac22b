using Fairlead.Gateway.Catalog;

namespace Fairlead.Gateway.Routing;

/// <summary>A deployment as one of those of a route.</summary>
public sealed class RouteDeployment
{
    /// <summary>Puts a deployment into a route.</summary>
    public RouteDeployment(Deployment deployment, DeploymentDefinition definition)
    {
        Deployment = deployment;
        Definition = definition;
        Price = (definition.Pricing ?? deployment.Pricing) is { } pricing ? pricing.Input + pricing.Output : null;
    }

    /// <summary>The deployment.</summary>
    public Deployment Deployment { get; }

    /// <summary>What the operator declared of it here.</summary>
    public DeploymentDefinition Definition { get; }

    /// <summary>What is going on at it.</summary>
    public DeploymentState State => Deployment.State;

    /// <summary>Requests within the last minute.</summary>
    public MinuteWindow Requests { get; internal set; } = new();

    /// <summary>Tokens within the last minute.</summary>
    public MinuteWindow Tokens { get; internal set; } = new();

    /// <summary>A token of input and one of output, in pico-dollars; null when it is not known.</summary>
    public long? Price { get; }

    /// <summary>Whether it may be used.</summary>
    public bool IsEnabled => Definition is { Enabled: true, Weight: > 0 } && Deployment is { Enabled: true, Provider.Enabled: true };

    /// <summary>How many tokens it can read; null when it is not known.</summary>
    public int? ContextWindow => Definition.ContextWindow ?? Deployment.ContextWindow;

    /// <summary>Whether its limits leave room for an attempt.</summary>
    internal bool HasRoom(long now, long tokens) =>
        (Definition.Rpm is not { } rpm || Requests.CountAt(now) < rpm)
        && (Definition.Tpm is not { } tpm || Tokens.CountAt(now) + Math.Min(tokens, tpm) <= tpm)
        && (Definition.MaxParallelRequests is not { } most || State.InFlight < most);

    /// <summary>Begins an attempt, if its limits leave room for one.</summary>
    internal bool TryTake(long now, long tokens)
    {
        // Under way at once are those of every route that leads here.
        if (!State.TryEnter(Definition.MaxParallelRequests ?? int.MaxValue))
        {
            return false;
        }

        if (Definition.Rpm is { } rpm && !Requests.TryAdd(1, rpm, now))
        {
            State.Leave();
            return false;
        }

        if (Definition.Tpm is { } tpm && !Tokens.TryAdd(Math.Min(tokens, tpm), tpm, now))
        {
            State.Leave();
            Requests.Add(-1, now);
            return false;
        }

        return true;
    }

    /// <summary>Begins a further attempt for a request that has just had one here, whatever the limits say.</summary>
    internal void TakeAgain(long now, long tokens)
    {
        State.Enter();
        Count(now, 1, tokens);
    }

    /// <summary>An attempt is not made after all.</summary>
    internal void GiveBack(long now, long tokens)
    {
        State.Leave();
        Count(now, -1, tokens);
    }

    /// <summary>An attempt has ended: what it used takes the place of what was thought that it would use.</summary>
    internal void Leave(long now, long expected, long used)
    {
        State.Leave();
        if (Definition.Tpm is { } tpm)
        {
            Tokens.Add(used - Math.Min(expected, tpm), now);
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
